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

/** Who commits, what is new to the remote, and whether it is signed as it must be. */
export function commitsRule({ git, settings, commits, planned, changes }: PreflightFacts): Finding[] {
  const commitsAnew = changes.head === null || planned.tree !== planned.baseTree;
  const author = settings.author ?? git.identity;
  return [
    ...(author === null ? [finding("identity.none")] : []),
    ...(author !== null && isOdd(author) ? [finding("identity.odd", { name: author.name, email: author.email })] : []),
    ...(settings.sign && commitsAnew && git.signing.key === null ? [finding("signature.no-key", { format: git.signing.format })] : []),
    ...(commits.length + Number(commitsAnew) > MANY ? [finding("history.many", { count: commits.length + Number(commitsAnew) })] : []),
    ...commits.flatMap((commit) => aboutCommit(commit, author?.email ?? null, settings.sign)),
  ];
}

function aboutCommit({ commit, parents, author, signed, signature }: CommitInfo, expected: string | null, mustSign: boolean): Finding[] {
  const short = commit.slice(0, 12);
  const state = states[signature];
  return [
    ...(parents.length > 1 ? [finding("history.merge", { commit: short })] : []),
    ...(expected !== null && author.email !== expected
      ? [finding("identity.other", { commit: short, author: `${author.name} <${author.email}>` })]
      : []),
    ...(mustSign && !signed ? [finding("signature.unsigned", { commit: short })] : []),
    // Without a demand for signatures only one that is known to be false keeps back.
    ...(signed && state !== undefined && (mustSign || signature === "B" || signature === "R")
      ? [finding("signature.bad", { commit: short, state })]
      : []),
  ];
}

const isOdd = ({ name, email }: { name: string; email: string }): boolean =>
  /[<>\n\0]/.test(name + email) || name.trim() === "" || !email.includes("@");
