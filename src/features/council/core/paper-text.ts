import { folded } from "#base/folded-text.ts";
import { findPersonalData, type KnownToScan, type PersonalDataFinding } from "#base/paper-scan.ts";
import { maskName, maskPhone } from "#base/privacy.ts";
import { buildingLength } from "#base/rooms.ts";

const noNumber = "（号码略）";

/** What stands on paper in place of personal data. A building is kept, a room is not. */
const masks: Record<PersonalDataFinding["kind"], (found: string) => string> = {
  mobile: (found) => {
    const digits = folded(found)
      .plain.replace(/\D/g, "")
      .replace(/^(?:(?:00)?86|0)(?=1\d{10}$)/, "");
    return digits.length === 11 ? maskPhone(digits) : noNumber;
  },
  landline: () => noNumber,
  idNumber: () => noNumber,
  bankCard: () => noNumber,
  name: (found) => maskName(found.replace(/[\s\p{Cc}\p{Cf}·•・‧.]/gu, "")),
  room: (found) => {
    const { plain, written } = folded(found);
    return `${written(0, buildingLength(plain)).text}（房号略）`;
  },
};

/** A text as it may lie about: no name, room or number of a person is left in it, a mistyped one included. */
export const paperText = (text: string, known: KnownToScan): string => {
  let masked = "";
  let readTo = 0;
  for (const { kind, text: found, at } of findPersonalData(text, known)) {
    if (at < readTo) continue;
    masked += text.slice(readTo, at) + masks[kind](found);
    readTo = at + found.length;
  }
  return (masked + text.slice(readTo)).replace(/[\d０-９]{7,}[Xx]?/g, noNumber);
};
