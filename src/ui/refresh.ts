import type { Query, QueryClient } from "@tanstack/react-query";

/**
 * Asks anew for every answer on the page that `isStale` names. A first answer that is still on its way may have been
 * read before the change, and a query that has nothing yet is not asked again while it waits: it is once it is there.
 */
export const refresh = async (client: QueryClient, isStale: (query: Query) => boolean): Promise<void> => {
  const onTheirWay = new Set(
    client
      .getQueryCache()
      .findAll({ fetchStatus: "fetching", predicate: isStale })
      .filter(({ state }) => state.data === undefined),
  );
  await client.invalidateQueries({ predicate: isStale });
  if (onTheirWay.size > 0) await client.invalidateQueries({ predicate: (query) => onTheirWay.has(query) });
};
