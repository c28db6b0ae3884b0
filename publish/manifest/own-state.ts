import { relativeLayout } from "../../src/workspace/layout.ts";

/** What of the runtime's directory is an author's work, and may be published where a manifest names it. */
const authored: readonly string[] = [relativeLayout.entrypoints, relativeLayout.skills, relativeLayout.modes, relativeLayout.loops];

/** Runtime directories of the older systems. */
const older = ["agents/.runtime", "agents/.tmp", "agents/.locks", "agents/.deferred", "agents/runs", "agents/diagnostics"];

/**
 * True for a path that is, or lies in, what Millrace keeps for itself: log, queue, runs, state. The directory of it all is
 * refused too, but for what an author writes there.
 */
export function ownStatePath(path: string): boolean {
  const within = (directory: string) => path === directory || path.startsWith(`${directory}/`);
  return [relativeLayout.agents, ...older].some(within) && !authored.some(within);
}
