import { strokesOf } from "../tally.ts";

/** 正 in the order in which it is written. */
const strokes = ["M3 3H17", "M10 3V17", "M10 10H16", "M5 9V17", "M2 17H18"];

const Zheng = ({ count }: { count: number }) => (
  <svg viewBox="0 0 20 20" className="zheng" aria-hidden="true">
    {strokes.slice(0, count).map((path) => (
      <path key={path} d={path} fill="none" stroke="currentColor" strokeWidth="2" />
    ))}
  </svg>
);

/** How many were called out for one choice, in characters and in figures. */
export const TallyRow = ({ word, count }: { word: string; count: number }) => (
  <div className="tally-row">
    <span>{word}</span>
    <span className="tally-marks">
      {strokesOf(count)
        .map((each, at) => ({ each, place: `${at + 1}` }))
        .map(({ each, place }) => (
          <Zheng key={place} count={each} />
        ))}
    </span>
    <b>{count}</b>
  </div>
);
