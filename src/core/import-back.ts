/**
 * Deletes a row of an import that is taken back. True when it stayed, because somebody used it in the meantime: what
 * a colleague has built on is not pulled away.
 */
export const isStillReferenced = (remove: () => void): boolean => {
  try {
    remove();
    return false;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === "SQLITE_CONSTRAINT_FOREIGNKEY") return true;
    throw error;
  }
};
