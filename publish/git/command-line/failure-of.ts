import { masked } from "../mask-url.ts";
import type { RemoteFailure } from "../port.ts";

const AUTH_NEEDED = /could not read (Username|Password)|terminal prompts disabled|No such device or address/i;
const AUTH_FAILED = /Authentication failed|returned error: 40[13]|Permission denied|Host key verification failed|access denied/i;
const UNKNOWN =
  /Unable to find remote helper|'remote-[^']*' is not a git command|transport '.*' not allowed|cannot run ssh|ssh: not found|ssh': No such file|is not a supported|unable to fork/i;

/** What git's words about a remote that gave no answer mean. */
export function failureOf(stderr: string, url: string): RemoteFailure {
  const problem = masked(stderr.trim())
    .replace(/^(fatal|error|warning): /gm, "")
    .slice(0, 1000);
  if (UNKNOWN.test(stderr)) return { type: "unknown-transport", url, problem };
  if (AUTH_NEEDED.test(stderr)) return { type: "auth-needed", url };
  if (AUTH_FAILED.test(stderr)) return { type: "auth-failed", url, problem };
  return { type: "unreachable", url, problem: problem || "git gave no reason" };
}
