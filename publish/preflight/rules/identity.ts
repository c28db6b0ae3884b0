import { trailersOf } from "../../git/commit-text.ts";
import type { CommitInfo } from "../../git/port.ts";
import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

type Named = Pick<CommitInfo["author"], "name" | "email">;

/** Who commits, who committed what is new to the remote, and who is named beside them. */
export function identityRule({ git, settings, commits, message }: PreflightFacts): Finding[] {
  const author = settings.author ?? git.identity;
  if (author === null) return [finding("identity.none")];
  return [
    ...(isOdd(author) ? [finding("identity.odd", { name: author.name, email: author.email })] : []),
    ...coAuthors("The message", trailersOf(message), author),
    ...commits.flatMap((commit) => aboutCommit(commit, author)),
  ];
}

function aboutCommit({ commit, author, committer, trailers }: CommitInfo, expected: Named): Finding[] {
  const short = commit.slice(0, 12);
  const strange = Object.entries({ author, committer }).flatMap(([role, person]) => {
    const about = { commit: short, role, person: personText(person) };
    if (person.email === expected.email && person.name === expected.name) return [];
    if (person.email === expected.email || alike(person.name) === alike(expected.name))
      return [finding("identity.spoofed", { ...about, expected: personText(expected) })];
    return [finding("identity.other", about)];
  });
  return [...strange, ...coAuthors(`New commit ${short}`, trailers, expected)];
}

function coAuthors(place: string, trailers: CommitInfo["trailers"], expected: Named): Finding[] {
  const named = trailers.filter(([key]) => key.toLowerCase() === "co-authored-by").map(([, person]) => person);
  return named.filter((person) => person !== personText(expected)).map((person) => finding("identity.co-author", { place, person }));
}

const personText = ({ name, email }: Named): string => `${name} <${email}>`;
/** As a reader sees it: letters that look alike in other forms, case and spaces count for nothing. */
const alike = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
const isOdd = ({ name, email }: Named): boolean => /[<>\n\0]/.test(name + email) || name.trim() === "" || !email.includes("@");
