import { findPersonalData, maskName, maskPhone, type PersonalDataFinding } from "#base/privacy.ts";
import { halfWidth } from "#base/text.ts";

const noNumber = "（号码略）";

/** What stands on paper in place of personal data. A building is kept, a room is not. */
const masks: Record<PersonalDataFinding["kind"], (found: string) => string> = {
  mobile: (found) => {
    const digits = halfWidth(found)
      .replace(/\D/g, "")
      .replace(/^(?:00)?86(?=1\d{10}$)/, "");
    return digits.length === 11 ? maskPhone(digits) : noNumber;
  },
  idNumber: () => noNumber,
  bankCard: () => noNumber,
  name: maskName,
  room: (found) => `${/^\d{1,4}\s*[号栋幢座楼]\s*楼?/.exec(halfWidth(found))?.[0] ?? ""}（房号略）`,
};

/** A text as it may lie about: no name, room or number of a person is left in it, a mistyped one included. */
export const paperText = (text: string, knownNames: readonly string[]): string => {
  let masked = "";
  let readTo = 0;
  for (const { kind, text: found, at } of findPersonalData(text, knownNames)) {
    if (at < readTo) continue;
    masked += text.slice(readTo, at) + masks[kind](found);
    readTo = at + found.length;
  }
  return (masked + text.slice(readTo)).replace(/[\d０-９]{7,}[Xx]?/g, noNumber);
};
