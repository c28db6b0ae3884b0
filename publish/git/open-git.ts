import process from "node:process";
import { chooseGit } from "./choose-git.ts";
import type { GitFacts } from "./facts.ts";
import { inspectRepository } from "./inspect-repository.ts";
import type { GitPort, Opened } from "./port.ts";

export interface OpenOptions {
  /** Where credentials and the like come from; this process's own when absent. */
  env?: Readonly<Record<string, string | undefined>>;
  /** What `inspectRepository` found there just now: it need not look again. */
  facts?: GitFacts;
  /** For tests: this one, without choosing. */
  adapter?: GitPort["adapter"];
}

/** Opens the repository that holds a directory, by the adapter that suits it and the remote (null: none will be used). */
export async function openGit(directory: string, remote: string | null, options: OpenOptions = {}): Promise<Opened> {
  const env = options.env ?? process.env;
  const found = options.facts ? { type: "repository" as const, facts: options.facts } : await inspectRepository(directory, { env });
  if (found.type === "none") return found;
  const choice = options.adapter === undefined ? chooseGit(found.facts, remote) : { type: "adapter" as const, adapter: options.adapter };
  if (choice.type === "refused") return choice;
  return { type: "opened", port: await portOf(choice.adapter, found.facts, env) };
}

async function portOf(adapter: GitPort["adapter"], facts: GitFacts, env: NonNullable<OpenOptions["env"]>): Promise<GitPort> {
  if (adapter === "isomorphic") return new (await import("./isomorphic/isomorphic-git.ts")).IsomorphicGit(facts, env);
  return new (await import("./command-line/command-line-git.ts")).CommandLineGit(facts, env);
}
