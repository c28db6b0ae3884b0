import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { root } from "./root.ts";

export type Ending =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "timeout" }
  | { readonly kind: "unstarted"; readonly why: string };

const running = new Set<ChildProcess>();

export interface Finished {
  readonly ending: Ending;
  /** What it printed, where that was kept back. */
  readonly output: string;
}

/** Runs a program in the root of the project and in a process group of its own, which is killed when its time is over. `keep`: its output is not shown. */
export function runProcess(argv: readonly [string, ...string[]], limitSeconds: number, keep = false): Promise<Finished> {
  const [program, ...args] = argv;
  return new Promise((done) => {
    const stream = keep ? "pipe" : "inherit";
    const env = keep ? { ...process.env, NO_COLOR: "1" } : process.env;
    const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", stream, stream], detached: true });
    running.add(child);
    const output: string[] = [];
    for (const pipe of [child.stdout, child.stderr]) pipe?.setEncoding("utf8").on("data", (text: string) => output.push(text));
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      killGroup(child);
    }, limitSeconds * 1000);
    const end = (ending: Ending): void => {
      clearTimeout(timer);
      running.delete(child);
      done({ ending, output: output.join("") });
    };
    child.once("error", (error) => end({ kind: "unstarted", why: error.message }));
    child.once("exit", () => killGroup(child)); // what it left behind would also hold its output open
    child.once("close", (code) => end(late ? { kind: "timeout" } : { kind: "exit", code: code ?? 1 }));
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => {
    for (const child of running) killGroup(child);
    process.exit(code);
  });
}

/** Null when it ended well; else what to say of it. */
export function complaint(what: string, { ending }: Finished, limitSeconds: number): string | null {
  if (ending.kind === "timeout") return `${what} was killed after ${Math.round(limitSeconds)} s`;
  if (ending.kind === "unstarted") return `${what} did not start: ${ending.why}`;
  return ending.code === 0 ? null : `${what} ended with exit code ${ending.code}`;
}
