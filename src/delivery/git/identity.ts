import type { Git } from "./git.ts";
import { bytesText, parts } from "./text.ts";

/** Names the author where the operator's git does not: git itself takes a configured one. */
export async function identity(git: Git): Promise<Record<string, string>> {
  const { stdout } = await git.end(["config", "-z", "--get-regexp", "^user\\.(name|email)$"]);
  const known = new Set(parts(bytesText(stdout)).map((entry) => entry.split("\n", 1)[0]));
  if (known.has("user.name") && known.has("user.email")) return {};
  const [name, email] = ["Millrace", "millrace@localhost"];
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
}
