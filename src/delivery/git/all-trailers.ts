import type { CommitTrailers } from "../../kernel/ports/trees.ts";
import type { Repository } from "./repository.ts";
import { trailerValues } from "./trailers.ts";

/** See `Trees.trailers`. */
export async function allTrailers({ git, prefix }: Repository, key: string): Promise<CommitTrailers[]> {
  const head = await git.ask(["rev-parse", "-q", "--verify", "HEAD"]);
  const range = ["--branches", "--tags", "--remotes", ...(head ? [head] : [])];
  const folder = prefix.length === 0 ? [] : ["--full-history", "--", "."];
  // Replacements and grafts are passed over: what was committed is asked for, not what stands for it.
  const grep = ["--fixed-strings", `--grep=${key}: `, "--no-commit-header", "--format=%H%n%B%x00"];
  const args = ["--no-replace-objects", "rev-list", ...grep, ...range, ...folder];
  return (await git.must(args))
    .toString()
    .split("\0\n")
    .flatMap((text) => {
      const end = text.indexOf("\n");
      const values = trailerValues(text.slice(end + 1), key);
      return values.length === 0 ? [] : [{ commit: text.slice(0, end), values }];
    });
}
