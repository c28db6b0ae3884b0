import type { GitPort } from "../../../publish/git/port.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Publication } from "../../state/publication.ts";

/** Throws `publish.taken-back` when the branch does not hold the commit any more that was made: somebody has reset it. */
export async function refuseTakenBack(port: GitPort, { commit, branch }: NonNullable<Publication["committed"]>): Promise<void> {
  const head = await port.resolve(`refs/heads/${branch}`);
  if (head === commit) return;
  if (head !== null && (await port.resolve(commit)) !== null && (await port.isAncestor(commit, head))) return;
  throw new MillraceError("publish.taken-back", { commit, branch, head });
}
