import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { z } from "zod";

/**
 * What stands after the `?` of the page's address, read by a schema whose every field has a default. Writing it keeps
 * what is not named.
 */
export const useAddress = <S extends z.ZodObject>(schema: S) => {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const parsed = schema.safeParse(raw);
  const values = (parsed.success ? parsed.data : schema.parse({})) as z.output<S>;
  const set = useCallback(
    (change: Partial<z.input<S>>, options: { replaces?: boolean } = {}) => {
      void navigate({
        to: ".",
        search: ((before: Record<string, unknown>) => ({ ...before, ...change })) as never,
        replace: options.replaces ?? false,
      });
    },
    [navigate],
  );
  return [values, set] as const;
};
