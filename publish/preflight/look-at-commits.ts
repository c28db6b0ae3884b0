import type { CommitInfo } from "../git/port.ts";
import type { FoundSecret } from "../secrets/found-secret.ts";
import { scanText } from "../secrets/scan-text.ts";

/** Secrets in what the new commits say, and in the message of the one to come. */
export async function lookAtCommits(
  commits: readonly CommitInfo[],
  message: string,
  onValue?: (value: string) => void,
): Promise<FoundSecret[]> {
  const texts = [{ place: "the message", text: message }];
  for (const { commit, author, committer, message: said } of commits) {
    const short = commit.slice(0, 12);
    texts.push({ place: `the message of commit ${short}`, text: said });
    for (const [role, { name, email }] of Object.entries({ author, committer }))
      texts.push({ place: `the ${role} of commit ${short}`, text: name }, { place: `the ${role} of commit ${short}`, text: email });
  }
  const found = await Promise.all(texts.map(({ place, text }) => scanText({ text, path: null, place }, onValue)));
  return found.flat();
}
