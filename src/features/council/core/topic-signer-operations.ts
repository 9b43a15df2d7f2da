import type { Handlers } from "#core/contexts.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import { signingProblem } from "../topic-rules.ts";
import type { topicSignerContract } from "../topic-signer-contract.ts";
import { doorKey } from "../topic-signers.ts";
import * as store from "./topic-signer-store.ts";
import { visibleTopic } from "./visibility.ts";

export const topicSignerOperations: Handlers<typeof topicSignerContract> = {
  "council.addSigners": (context, { id, signers }) => {
    const { db, now, newId, caller, refuse, refuseField, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = signingProblem(topic);
    if (problem) throw refuse(problem);
    const residents = residentsById(
      db,
      signers.flatMap(({ residentId }) => residentId ?? []),
    );
    const standing = store.signersOf(db, id);
    const isKnown = (name: string, address: string) =>
      standing.some((signer) => signer.name === name && doorKey(signer.address) === doorKey(address));
    let addedCount = 0;
    for (const { residentId, name, address } of signers) {
      const resident = residentId === null ? undefined : residents.get(residentId);
      if (residentId !== null && !resident) throw refuseField("residentId", "没有这位居民");
      if (!resident && name === "") throw refuse("SignerNeedsName");
      const isOnList = resident ? standing.some((signer) => signer.residentId === resident.id) : isKnown(name, address);
      if (isOnList) continue;
      const signer = {
        id: newId(),
        residentId: resident?.id ?? null,
        name: resident ? "" : name,
        address: resident ? "" : address,
      };
      store.insertSigner(db, {
        ...signer,
        topicId: id,
        householdId: resident?.householdId ?? null,
        signedAt: now,
        recordedBy: caller.accountId,
      });
      standing.push({ ...signer, name: resident?.name ?? name, signedAt: now, isCounted: true });
      addedCount += 1;
    }
    const householdCount = store.signedHouseholdCounts(db, [id]).get(id) ?? 0;
    if (addedCount > 0)
      addEvent({ of: "topic", id, kind: "signed", reason: `${addedCount} 人，现有 ${householdCount} 户联名` });
    return { id, addedCount, knownCount: signers.length - addedCount, householdCount };
  },

  "council.withdrawSigner": (context, { id, signerId, reason }) => {
    const { db, now, refuse, addEvent } = context;
    const topic = visibleTopic(context, id);
    const problem = signingProblem(topic);
    if (problem) throw refuse(problem);
    const signer = store.signersOf(db, id).find((one) => one.id === signerId);
    if (!signer || !store.withdrawSigner(db, id, signerId, now)) throw refuse("NotFound");
    addEvent({ of: "topic", id, kind: "signerWithdrawn", reason: `${signer.name} ${reason}`.trim() });
    return { id };
  },
};
