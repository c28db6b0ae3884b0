import type { Git } from "../../src/delivery/git/git.ts";
import { isSigned, parseCommit } from "./commit-text.ts";
import type { CommitInfo } from "./port.ts";
import { signatureStates } from "./signature-states.ts";

/** Commits by their contents, with what git says of their signatures. */
export async function commitInfos(git: Git | null, commits: readonly { oid: string; content: Uint8Array }[]): Promise<CommitInfo[]> {
  const read = commits.map(({ oid, content }) => ({ oid, text: Buffer.from(content).toString("utf8") }));
  const states = await signatureStates(
    git,
    read.flatMap(({ oid, text }) => (isSigned(text) ? [oid] : [])),
  );
  return read.map(({ oid, text }) => parseCommit(oid, text, isSigned(text) ? (states.get(oid) ?? "E") : "N"));
}
