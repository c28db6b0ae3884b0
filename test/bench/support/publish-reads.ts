import { readFileSync } from "node:fs";
import process from "node:process";
import { openGit } from "../../../publish/git/open-git.ts";

/** What a process that looked at a worktree before publishing found. */
export interface PublishReads {
  /** Milliseconds from the call to the planned tree, with the loading of what it needs. */
  millis: number;
  tree: string;
  /** Kilobytes resident at most. */
  peak: number;
}

/** `ROOT isomorphic|command-line all`, or `some PATH…`: inspects, finds what changed and plans the tree; prints a `PublishReads`. */
const [root = "", adapter, how, ...paths] = process.argv.slice(2);
const began = performance.now();
const opened = await openGit(root, null, { adapter: adapter === "isomorphic" ? "isomorphic" : "command-line" });
if (opened.type !== "opened") throw new Error(JSON.stringify(opened));
const { head, changes } = await opened.port.changes(how === "all" ? undefined : paths);
const { tree } = await opened.port.planTree(head, changes);
const millis = performance.now() - began;
await opened.port.close();
const peak = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0);
console.log(JSON.stringify({ millis, tree, peak } satisfies PublishReads));
