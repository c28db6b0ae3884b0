import type { BaselineChange } from "../../workspace/baseline/plan-baseline.ts";
import type { ImportView } from "./import-view.ts";

export interface BaselineView {
  from: string | null;
  changes: { path: string; action: BaselineChange["action"]; why: string; writes: string | null }[];
  receipt: string | null;
}

/** What `upgrade` found, would do, did or undid. */
export interface UpgradeResult {
  root: string;
  /** import: an older workspace. baseline: the files of this version's. unfinished: a crash cut an upgrade short. */
  kind: "import" | "baseline" | "unfinished";
  done: "preview" | "applied" | "nothing" | "undone";
  import: ImportView | null;
  baseline: BaselineView | null;
  undone: { restored: string[]; aside: string | null } | null;
  notes: string[];
}

/** A result of that kind in which everything else is absent. */
export function resultOf(
  root: string,
  kind: UpgradeResult["kind"],
  done: UpgradeResult["done"],
  rest: Partial<UpgradeResult> = {},
): UpgradeResult {
  return { root, kind, done, import: null, baseline: null, undone: null, notes: [], ...rest };
}
