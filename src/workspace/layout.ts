import { join } from "node:path";

/** Every path of a workspace, relative to its root and with "/": the only form that the log and requests may hold. */
export const relativeLayout = {
  config: "millrace.toml",
  agents: "millrace-agents",
  agentsConfig: "millrace-agents/millrace.toml",
  /** Beside the agents' directory: the older tools took ideas from here. */
  ideasInbox: "ideas/inbox",
  log: "millrace-agents/log",
  blobs: "millrace-agents/log/blobs",
  snapshots: "millrace-agents/log/snapshots",
  owner: "millrace-agents/.owner",
  runs: "millrace-agents/runs",
  state: "millrace-agents/state",
  index: "millrace-agents/state/index",
  mailboxIncoming: "millrace-agents/mailbox/incoming",
  mailboxProcessed: "millrace-agents/mailbox/processed",
  mailboxFailed: "millrace-agents/mailbox/failed",
  arbiter: "millrace-agents/arbiter",
  entrypoints: "millrace-agents/entrypoints",
  skills: "millrace-agents/skills",
  modes: "millrace-agents/modes",
  loops: "millrace-agents/loops",
} as const;

/** The same paths, absolute. */
export type Layout = { readonly root: string } & { readonly [Name in keyof typeof relativeLayout]: string };

/** The paths of the workspace at `root`, which is absolute. Touches nothing. */
export function layoutOf(root: string): Layout {
  const paths = Object.entries(relativeLayout).map(([name, path]) => [name, join(root, path)]);
  return { root, ...Object.fromEntries(paths) } as Layout;
}

/** The directory of a run, relative to the root. */
export function runDirectory(run: string): string {
  return `${relativeLayout.runs}/${run}`;
}
