import { addDays, instantAt } from "#base/dates.ts";
import type { Handlers } from "#core/contexts.ts";
import { residentsById } from "#features/people/core/resident-store.ts";
import { categoriesByCode } from "#features/system/core/category-store.ts";
import { titleOf } from "../appeal-rules.ts";
import { numberText } from "../numbers.ts";
import type { ManyVoiced, radarContract } from "../radar-contract.ts";
import { appealRowsById, appealsById } from "./appeal-store.ts";
import { councilSettingsOf } from "./council-rules-store.ts";
import { appealLines, suggestedAppeals } from "./lines.ts";
import * as store from "./radar-store.ts";
import { topicsById } from "./topic-store.ts";
import { askerOf, maySeeTopic, seesAppeal, visibleAppeal } from "./visibility.ts";

/** More of a kind than anybody looks through on one morning. */
const mostShown = 20;

export const radarOperations: Handlers<typeof radarContract> = {
  "council.radar": ({ db, caller, today }) => {
    const asker = askerOf(caller);
    const { manyReportersCount, manyAppealsCount, lookBackDays } = councilSettingsOf(db);
    const since = instantAt(addDays(today, -lookBackDays));
    const many = { since, atLeast: manyReportersCount, limit: mostShown };
    const voices = new Map<string, number>();
    const merged = store.mergedMatters(db, asker, many);
    const gathered = store.gatheredMatters(db, asker, many);
    const apart = store.apartMatters(db, asker, many);
    for (const { id, voiceCount } of [...merged, ...gathered]) voices.set(id, voiceCount);
    const apartById = new Map(apart.map((row) => [row.id, row]));
    const categories = categoriesByCode(
      db,
      apart.map(({ categoryCode }) => categoryCode),
    );
    const matters: ManyVoiced[] = [
      ...appealsById(
        db,
        merged.map(({ id }) => id),
      )
        .filter((appeal) => seesAppeal(asker, appeal))
        .map((appeal) => ({
          kind: "merged" as const,
          id: appeal.id,
          numberText: numberText(appeal.series, appeal.year, appeal.number),
          title: titleOf(appeal.title, appeal.content),
          why: "已并案",
          voiceCount: voices.get(appeal.id) ?? 0,
        })),
      ...topicsById(
        db,
        gathered.map(({ id }) => id),
      )
        .filter((topic) => maySeeTopic(caller, topic))
        .map((topic) => ({
          kind: "topic" as const,
          id: topic.id,
          numberText: numberText("议", topic.year, topic.number),
          title: topic.title,
          why: "已归入议题",
          voiceCount: voices.get(topic.id) ?? 0,
        })),
      ...appealLines(
        db,
        appealRowsById(
          db,
          apart.map(({ id }) => id),
          asker,
        ),
      ).map((line) => {
        const row = apartById.get(line.id);
        const category = categories.get(row?.categoryCode ?? "")?.name ?? "";
        return {
          kind: "alike" as const,
          id: line.id,
          numberText: line.numberText,
          title: line.title,
          why: `同一楼栋、同一分类“${category}”，还没有并案`,
          voiceCount: row?.voiceCount ?? 0,
        };
      }),
    ];
    const busy = store.busyReporters(db, asker, { ...many, atLeast: manyAppealsCount });
    const residents = residentsById(
      db,
      busy.map(({ residentId }) => residentId),
    );
    return {
      lookBackDays,
      matters: matters.sort((a, b) => b.voiceCount - a.voiceCount),
      reporters: busy.map((row) => ({ ...row, name: residents.get(row.residentId)?.name ?? "" })),
    };
  },

  "council.radarAppeals": (context, { kind, id, limit }) => {
    const { db, caller, today } = context;
    const asker = askerOf(caller);
    const { lookBackDays } = councilSettingsOf(db);
    const page = { since: instantAt(addDays(today, -lookBackDays)), limit: limit + 1 };
    if (kind === "alike") visibleAppeal(context, id);
    const ids = kind === "alike" ? store.apartWith(db, asker, id, page) : store.appealsOfReporter(db, asker, id, page);
    const why = kind === "alike" ? "同一楼栋，同一分类" : "同一位居民";
    return {
      lookBackDays,
      appeals: suggestedAppeals(context, new Map(ids.slice(0, limit).map((found) => [found, why]))),
      hasMore: ids.length > limit,
    };
  },
};
