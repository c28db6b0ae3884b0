import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

/** Whether what would be pushed goes on from what the remote has; and whether it is there already. */
export function baseRule({ remote, changes, planned, target }: PreflightFacts): Finding[] {
  switch (remote.type) {
    case "none":
      return [finding("base.none"), ...nothing(changes, planned)];
    case "offline":
      return [finding("base.offline", { remote: remote.name }), ...nothing(changes, planned)];
    case "failed":
      return [finding("base.unreachable", { remote: remote.name, problem: remote.problem })];
    case "answered": {
      const { name, branch, theirs, theirTree, knows, ahead, behind, rewritten } = remote;
      const rules =
        target === null
          ? finding("target.rules", { remote: name })
          : finding(target.passed ? "target.passed" : "target.refused", { remote: name, said: target.said });
      const published = rewritten?.slice(0, 12) ?? "";
      const lost = rewritten === null ? [] : [finding("history.rewritten", { remote: name, branch, published }, rewritten)];
      if (theirs !== null && knows === "lacks") {
        return [
          finding(
            "base.diverged",
            { remote: name, branch, theirs: theirs.slice(0, 12), ahead, behind },
            `${changes.head ?? "no commit"} here`,
          ),
          ...lost,
          rules,
        ];
      }
      if (theirTree === planned.tree && theirs !== null)
        return [finding("idempotency.published", { remote: name, branch, commit: theirs.slice(0, 12) }), ...lost, rules];
      return [finding("base.counts", { remote: name, branch, ahead }), ...lost, ...nothing(changes, planned), rules];
    }
  }
}

function nothing({ head }: PreflightFacts["changes"], { tree, baseTree }: PreflightFacts["planned"]): Finding[] {
  return head !== null && tree === baseTree ? [finding("idempotency.nothing", { commit: head.slice(0, 12) })] : [];
}
