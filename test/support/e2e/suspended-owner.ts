import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import process from "node:process";
import type { Call } from "./called.ts";
import { until } from "./until.ts";
import { type LogLine, streamOf, type Workspace } from "./workspace.ts";

interface Owned {
  owner: { pid: number; suspended: boolean } | null;
  attention: { code: string; command: string }[];
}

/**
 * An owner that is suspended keeps its lock: nobody steals it, a start is refused, and status says what stands still and how it
 * goes on. Lets it go on. False when it had let go of the workspace already.
 */
export async function keepsWhileSuspended(workspace: Workspace, call: Call): Promise<boolean> {
  const before = await suspend(workspace, call);
  if (before === null) return false;
  const { owner, attention } = await workspace.json<Owned>(["status"]);
  const refused = await workspace.run(["start", "--once"]);
  const held = owner?.pid === call.pid;
  if (held) {
    assert.equal(refused.code, 5, refused.err);
    assert.equal(owner.suspended, true);
    assert.deepEqual(
      attention.filter(({ code }) => code === "owner-suspended").map(({ command }) => command),
      [`kill -CONT ${call.pid}`],
    );
    assert.ok(logBytes(workspace).equals(before), "nobody writes while the owner is suspended");
  }
  process.kill(call.pid, "SIGCONT");
  return held;
}

/** What came of a suspended owner whose place another took. */
export interface Replaced {
  /** What the other wrote on standard output. */
  out: string;
  /** `early`: it had not owned the workspace yet, and became its next owner. `over`: it had written its last word. */
  woke: "fenced" | "early" | "over";
}

/**
 * The lock of a suspended owner is lost (its file was deleted, restored or copied, or the mount dropped it), and another works
 * in its place. The first one wakes up fenced: it writes nothing. Null when it ended before it could be suspended.
 */
export async function takesOver(workspace: Workspace, call: Call): Promise<Replaced | null> {
  if ((await suspend(workspace, call)) === null) return null;
  const owned = workspace.events().some((event) => event.type === "owner.acquired" && event.data.pid === call.pid);
  rmSync(workspace.path("millrace-agents/.owner"), { recursive: true, force: true });
  const next = await workspace.run(["start", "--once", "--json"]);
  assert.ok(next.code === 0 || next.code === 10, `the one that took over ended with ${next.code}: ${next.err}`);
  const after = logBytes(workspace);
  process.kill(call.pid, "SIGCONT");
  const { code, out, err } = await call.ended;
  const now = logBytes(workspace);
  assert.ok(now.subarray(0, after.length).equals(after), `what the other wrote is gone: ${after.length} bytes before, ${now.length} now`);
  if (!owned && now.length > after.length) {
    const [first] = now.subarray(after.length).toString().split("\n");
    const { type, data } = JSON.parse(first ?? "") as LogLine;
    assert.deepEqual([type, data.pid], ["owner.acquired", call.pid], "it writes only once it owns the workspace by itself");
    return { out: next.out, woke: "early" };
  }
  assert.equal(now.length, after.length, "a fenced owner writes nothing");
  if (code === 11) return { out: next.out, woke: "fenced" };
  const over = streamOf(out).at(-1)?.type === "result" || (!owned && code === 10);
  assert.ok(over, `it woke up and ended with ${code}: ${err}`);
  return { out: next.out, woke: "over" };
}

/** The log as it is from then on; null when the process ended before it could be suspended. */
async function suspend(workspace: Workspace, { pid }: Call): Promise<Buffer | null> {
  if (!signalled(pid, "SIGSTOP")) return null;
  const state = await until("it stands still or is over", () => ["T", "Z", ""].includes(stateOf(pid)) && { is: stateOf(pid) }, 5000);
  return state.is === "T" ? logBytes(workspace) : null;
}

function signalled(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** The letter of proc(5); nothing where there is no such process. */
function stateOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat[stat.lastIndexOf(")") + 2] ?? "";
  } catch {
    return ""; // it ended
  }
}

function logBytes(workspace: Workspace): Buffer {
  const names = workspace.list("millrace-agents/log").filter((name) => name.endsWith(".jsonl"));
  return Buffer.concat(names.map((name) => readFileSync(workspace.path("millrace-agents/log", name))));
}
