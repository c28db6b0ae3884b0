import { Git } from "../../delivery/git/git.ts";
import { parts } from "../../delivery/git/text.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";

/** What git ignores in the workspace, a directory for all that is in it; nothing where there is no git. Paths without a final "/". */
export async function ignoredPaths(root: string): Promise<ReadonlySet<string>> {
  const listing = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
  try {
    const { exit, stdout } = await new Git(root, "git").run(listing);
    return new Set(exit === 0 ? parts(stdout.toString("utf8")).map((path) => path.replace(/\/$/, "")) : []);
  } catch (error) {
    if (error instanceof MillraceError && error.code === "git.failed") return new Set();
    throw error;
  }
}
