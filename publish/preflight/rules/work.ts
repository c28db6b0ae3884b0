import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

/** What the workspace knows of the tree: where it comes from, what proves it, and what is not over. */
export function workRule({ settings, planned, work }: PreflightFacts): Finding[] {
  const { synced, stale, evidence, approval, openRoots, liveRuns, held, attempts } = work;
  const evidenceSeverity = settings.requireEvidence ? "block" : "warn";
  const closureSeverity = settings.requireClosure ? "block" : "warn";
  const proof =
    evidence === null
      ? finding("evidence.none", { source: synced?.source?.slice(0, 12) ?? "unknown" }, null, evidenceSeverity)
      : finding("evidence.passed", { run: evidence.run, seq: evidence.seq, checks: counted(evidence.checks, "required check") });
  return [
    ...(synced === null ? [finding("evidence.no-sync", {}, null, settings.requireEvidence ? "block" : "warn")] : []),
    ...(stale ? [finding("evidence.stale")] : []),
    proof,
    ...(settings.requireApproval && approval === null ? [finding("approval.missing", { tree: planned.tree.slice(0, 12) })] : []),
    ...(approval === null ? [] : [finding("approval.given", { ...approval })]),
    ...openRoots.map(({ item, phase }) => finding("evidence.open-root", { item, phase }, null, closureSeverity)),
    ...(attempts.limit > 0 && attempts.today >= attempts.limit ? [finding("budget.spent", { ...attempts })] : []),
    ...(liveRuns > 0 ? [finding("budget.live-runs", { count: counted(liveRuns, "run") })] : []),
    ...held.map((item) => finding("budget.held", { item })),
  ];
}

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? "" : "s"}`;
