import type { CommitInfo, SignatureState } from "../../git/port.ts";
import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

const MANY = 50;
const states: Partial<Record<SignatureState, string>> = {
  B: "bad",
  X: "expired",
  Y: "made with an expired key",
  R: "made with a revoked key",
  E: "not to be checked here",
};

/** What is new to the remote, and whether it is signed as it must be. */
export function commitsRule({ git, settings, commits, planned, changes }: PreflightFacts): Finding[] {
  const commitsAnew = changes.head === null || planned.tree !== planned.baseTree;
  const count = commits.length + Number(commitsAnew);
  return [
    ...(settings.sign && commitsAnew && git.signing.key === null ? [finding("signature.no-key", { format: git.signing.format })] : []),
    ...(count > MANY ? [finding("history.many", { count })] : []),
    ...commits.flatMap((commit) => aboutCommit(commit, settings.sign)),
  ];
}

function aboutCommit({ commit, parents, message, trailers, signed, signature }: CommitInfo, mustSign: boolean): Finding[] {
  const short = commit.slice(0, 12);
  const state = states[signature];
  const byHand = !trailers.some(([key]) => key === "Millrace-Log");
  return [
    ...(parents.length > 1 ? [finding("history.merge", { commit: short })] : []),
    ...(byHand ? [finding("history.by-hand", { commit: short, subject: (message.split("\n", 1)[0] ?? "").slice(0, 100) })] : []),
    ...(mustSign && !signed ? [finding("signature.unsigned", { commit: short })] : []),
    // Without a demand for signatures only one that is known to be false keeps back.
    ...(signed && state !== undefined && (mustSign || signature === "B" || signature === "R")
      ? [finding("signature.bad", { commit: short, state })]
      : []),
  ];
}
