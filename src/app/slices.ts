/** The features in their line: each looks only left. */
export const slices = ["system", "people", "documents", "council", "booking", "meals", "stations"] as const;
