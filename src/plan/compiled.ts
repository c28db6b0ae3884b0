import type { Policy, Prices } from "../state/policy.ts";
import type { Provenance } from "./config/origin.ts";
import type { FrozenPlan } from "./frozen-plan.ts";
import type { ModeChoice } from "./modes/mode-choice.ts";
import type { PlanProblem } from "./problem.ts";

export type Compiled =
  | {
      ok: true;
      plan: FrozenPlan;
      /** SHA-256 of `text`. */
      hash: string;
      /** Canonical JSON of the plan. */
      text: string;
      /** The frozen entry points and skills, each content once, sorted by hash. */
      files: { hash: string; text: string }[];
      policy: Policy;
      /** Live like the policy: a change of prices makes no other plan. */
      prices: Prices;
      workspaceName: string | null;
      /** Where each value of the plan came from. */
      provenance: Provenance;
      warnings: PlanProblem[];
      /** How the mode was chosen; absent where it was named. */
      choice?: ModeChoice;
    }
  | {
      ok: false;
      problems: PlanProblem[];
      /** The mode that was asked for; absent where it was the config's. */
      asked?: string;
    };
