import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { GitFacts } from "./facts.ts";

export function unknownRemote(facts: GitFacts, remote: string): never {
  throw new MillraceError("git.unknown-remote", { remote, repository: facts.root });
}
