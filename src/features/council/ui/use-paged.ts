import { useEffect, useMemo, useState } from "react";

/**
 * Grows a list page by page: the caller asks for `limit` rows, and gets more of them with each `load`. One answer holds
 * the whole of what is shown, so that a change notice refreshes every row of it.
 */
export const useGrowingLimit = (key: unknown, step = 50) => {
  const [limit, setLimit] = useState(step);
  const stableKey = JSON.stringify(key);
  useEffect(() => setLimit(step), [stableKey, step]);
  return useMemo(
    () => ({
      limit,
      more: (answer: { nextAfter: string | null } | undefined, isLoading: boolean) =>
        answer?.nextAfter && limit < 200 ? { isLoading, load: () => setLimit(Math.min(limit + step, 200)) } : undefined,
    }),
    [limit, step],
  );
};
