/** One figure beside what it is held against. */
export type Line = {
  /** What was compared with what; the table has a heading for each. */
  part: string;
  name: string;
  /** What is measured, in milliseconds; the median of its runs unless the part says otherwise. */
  ms: number;
  /** What it is held against; null where the aim is a time and not a ratio. */
  againstMs: number | null;
  aim: Aim;
  /** What else a reader needs to judge it. */
  note?: string;
};

/** `atMost` is the ratio, or the time where nothing is compared; `orPlusMs` saves what is too short for a ratio. */
export type Aim = { atMost: number; orPlusMs?: number };

export const ratioOf = ({ ms, againstMs }: Line): number | null => (againstMs === null ? null : ms / againstMs);

export const meetsAim = ({ ms, againstMs, aim }: Line): boolean => {
  if (againstMs === null) return ms <= aim.atMost;
  return ms <= againstMs * aim.atMost || (aim.orPlusMs !== undefined && ms <= againstMs + aim.orPlusMs);
};

const figure = (ms: number): string => (ms >= 100 ? ms.toFixed(0) : ms >= 1 ? ms.toFixed(2) : ms.toFixed(3));

/** Chinese characters are two columns wide in a terminal. */
const padded = (text: string, width: number): string => {
  const shown = [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);
  return text + " ".repeat(Math.max(0, width - shown));
};

const tableRow = (line: Line): string => {
  const ratio = ratioOf(line);
  const cells = [
    padded(line.name, 52),
    figure(line.ms).padStart(9),
    (line.againstMs === null ? "" : figure(line.againstMs)).padStart(9),
    (ratio === null ? "" : `${ratio.toFixed(2)}×`).padStart(8),
    meetsAim(line) ? "  " : " !",
    line.note ?? "",
  ];
  return cells.join(" ").trimEnd();
};

/** The figures as people read them; `!` marks one that misses its aim. */
export const tableOf = (lines: readonly Line[]): string => {
  const parts = [...new Set(lines.map(({ part }) => part))];
  return parts
    .map((part) => {
      const ofPart = lines.filter((line) => line.part === part);
      const missed = ofPart.filter((line) => !meetsAim(line)).length;
      const verdict = `${ofPart.length - missed} of ${ofPart.length} within the aim`;
      return [`\n${part}`, ...ofPart.map(tableRow), verdict].join("\n");
    })
    .join("\n");
};

export const jsonOf = (machine: Record<string, unknown>, lines: readonly Line[]): string =>
  `${JSON.stringify(
    { machine, lines: lines.map((line) => ({ ...line, ratio: ratioOf(line), meetsAim: meetsAim(line) })) },
    null,
    2,
  )}\n`;
