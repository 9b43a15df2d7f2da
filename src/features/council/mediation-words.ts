import type { CommandName } from "#base/contract.ts";
import type { FailsOf, Words } from "#base/words-of.ts";
import type { mediationContract, signingWays } from "./mediation-contract.ts";

export const signingWayWords: Words<typeof signingWays> = {
  inPerson: "本人签名",
  fingerprint: "本人按手印",
  agent: "代理人签名",
};

export const mediationRefusals: Record<
  FailsOf<typeof mediationContract> | "AgreementMissing" | "PartiesMissing" | "AgreementUnsigned",
  string
> = {
  NotAMediation: "只有调解会才写调解协议。",
  AgreementNotOpen: "调解协议在开会时写；纪要印发以后不能再改。",
  AlreadySigned: "这个人已经签过这一稿。",
  SignerNotInvolved: "在协议上签名的是当事人、专业人士、主持人和记录人。请先在名单里改身份。",
  AgreementMissing: "调解通过了，还没有写调解协议，不能散会。没有谈成的，请把结果改为“暂缓再议”或“不予通过”。",
  PartiesMissing: "调解协议至少要有两位到会的当事人。请在名单里把身份记为“当事人”，并登记到会。",
  AgreementUnsigned: "还有到会的当事人没有在最新一稿上签名，不能散会，也不能印发纪要。",
};

export const mediationEventWords: Record<string, string> = {
  agreementWritten: "写调解协议",
  agreementSigned: "签调解协议",
  signatureWithdrawn: "撤销签名",
};

/** What a person did, as the audit log names it. */
export const mediationOperationWords: Record<CommandName<typeof mediationContract>, string> = {
  "council.writeAgreement": "写调解协议",
  "council.signAgreement": "签调解协议",
  "council.withdrawSignature": "撤销调解协议签名",
  "council.printAgreement": "打印调解协议书",
};
