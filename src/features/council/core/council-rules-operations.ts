import type { Handlers } from "#core/contexts.ts";
import type { councilRulesContract } from "../council-rules-contract.ts";
import { ruleProblem } from "../topic-rules.ts";
import * as store from "./council-rules-store.ts";

export const councilRulesOperations: Handlers<typeof councilRulesContract> = {
  "council.settings": ({ db }) => ({ ...store.councilSettingsOf(db), rules: store.confirmRulesOf(db) }),

  "council.changeSettings": ({ db, refuse }, settings) => {
    if (!store.updateSettings(db, settings)) throw refuse("Conflict");
    return { version: settings.version + 1 };
  },

  "council.addConfirmRule": ({ db, newId, refuse }, { kind, wording, minHouseholds }) => {
    const problem = ruleProblem(kind, minHouseholds);
    if (problem) throw refuse(problem);
    const id = newId();
    store.insertConfirmRule(db, { id, kind, wording, minHouseholds: kind === "joint" ? minHouseholds : null });
    return { id };
  },

  "council.changeConfirmRule": ({ db, refuse }, { id, version, wording, minHouseholds, isActive }) => {
    const rule = store.findConfirmRule(db, id);
    if (!rule) throw refuse("NotFound");
    const problem = ruleProblem(rule.kind, minHouseholds);
    if (problem) throw refuse(problem);
    const isLast = store.confirmRulesOf(db).every((other) => other.id === id || !other.isActive);
    if (isLast && !isActive) throw refuse("LastRuleInUse");
    const change = { id, version, wording, isActive, minHouseholds: rule.kind === "joint" ? minHouseholds : null };
    if (!store.updateConfirmRule(db, change)) throw refuse("Conflict");
    return { id, version: version + 1 };
  },
};
