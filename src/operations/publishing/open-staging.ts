import { realpathSync } from "node:fs";
import { inspectRepository } from "../../../publish/git/inspect-repository.ts";
import type { GitPort } from "../../../publish/git/port.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";

/** The staging repository, and the remote that it is published to; null where it has none. */
export interface OpenStaging {
  port: GitPort;
  remote: string | null;
}

/**
 * Opens the staging repository for `use`, with the adapter that suits it and its remote: the named one, else what the branch
 * tracks, else "origin", else the first. Throws `publish.no-staging`, and why it cannot be used without harm.
 */
export async function withStaging<T>(
  { world }: Pick<OperationContext, "world">,
  { staging }: PublishSettings,
  use: (open: OpenStaging) => Promise<T>,
  named: string | null = null,
): Promise<T> {
  const { env } = world;
  const found = await inspectRepository(staging, { env });
  if (found.type === "none") throw new MillraceError("publish.no-staging", { staging, reason: found.reason });
  const { root, upstream, remotes } = found.facts;
  // A directory without a repository of its own lies in somebody else's.
  if (realpathSync(root) !== realpathSync(staging))
    throw new MillraceError("publish.no-staging", { staging, reason: `it belongs to the repository at ${root}` });
  const origin = remotes.find(({ name }) => name === "origin") ?? remotes[0];
  const remote = named ?? upstream?.remote ?? origin?.name ?? null;
  const { openGit } = await import("../../../publish/git/open-git.ts");
  const opened = await openGit(staging, remote, { env, facts: found.facts });
  if (opened.type === "none") throw new MillraceError("publish.no-staging", { staging, reason: opened.reason });
  if (opened.type === "refused") throw new MillraceError(opened.failure.code, opened.failure.values);
  try {
    return await use({ port: opened.port, remote });
  } finally {
    await opened.port.close();
  }
}
