import { Git } from "../../src/delivery/git/git.ts";
import type { GitFacts } from "./facts.ts";
import { readConfig } from "./read-config.ts";
import type { SignOrder } from "./sign.ts";

/** How this repository is set to sign. */
export async function signOrder(facts: GitFacts, committer: SignOrder["committer"]): Promise<SignOrder> {
  const { config } = await readConfig(facts.git === null ? null : new Git(facts.root, "git"), facts.gitDirectory, facts.commonDirectory);
  const { format } = facts.signing;
  const program = config.get(`gpg.${format}.program`) ?? (format === "openpgp" ? config.get("gpg.program") : undefined);
  return { signing: facts.signing, program: program ?? null, committer };
}
