export type SessionState = {
  accountId: string | null;
  isLocked: boolean;
  /** Epoch milliseconds of the last sign of a person. */
  lastActiveMs: number;
};

export type Sessions = {
  open(): string;
  find(sessionId: string): SessionState | undefined;
  close(sessionId: string): void;
  /** Locks or signs out whoever is signed in with an account, wherever. */
  endAccount(accountId: string): void;
};

/** Who sits at which door. Kept in memory: a restart signs everybody out. */
export const createSessions = (newId: () => string): Sessions => {
  const byId = new Map<string, SessionState>();
  return {
    open: () => {
      const id = newId();
      byId.set(id, { accountId: null, isLocked: false, lastActiveMs: 0 });
      return id;
    },
    find: (sessionId) => byId.get(sessionId),
    close: (sessionId) => {
      byId.delete(sessionId);
    },
    endAccount: (accountId) => {
      for (const session of byId.values()) {
        if (session.accountId === accountId) {
          session.accountId = null;
          session.isLocked = false;
        }
      }
    },
  };
};
