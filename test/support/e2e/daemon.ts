import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { sha256 } from "../../../src/kernel/sha256.ts";
import type { Call } from "./called.ts";
import { until } from "./until.ts";
import type { MillraceOptions, Workspace } from "./workspace.ts";

/** Starts a daemon and waits until it answers on its socket. */
export async function startDaemon(workspace: Workspace, args: readonly string[] = [], options: MillraceOptions = {}): Promise<Call> {
  const call = workspace.start(["start", "--daemon", ...args], options);
  await until(
    () => `a daemon that answers: ${call.err()}${call.out()}`,
    async () => (await askSocket(workspace, "GET", "/healthz").catch(() => null))?.status === 200,
  );
  return call;
}

/** The control socket of a workspace, whose XDG_RUNTIME_DIR is that of the test. */
export function socketOf(workspace: Workspace): string {
  return join(workspace.env.XDG_RUNTIME_DIR ?? "", "millrace", `${sha256(workspace.root).slice(0, 32)}.sock`);
}

export interface SocketAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** One request on the control socket. */
export async function askSocket(
  workspace: Workspace,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<SocketAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: socketOf(workspace), method, path, headers: { host: "localhost", ...headers } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => {
        text += piece;
      });
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    asked.on("error", reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** What a process has used: milliseconds of CPU with all its threads, and how often its main thread went to sleep; and its memory. */
export function usageOf(pid: number): { cpuMillis: number; wakeUps: number; residentMegabytes: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const of = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return { cpuMillis: (user + system) * 10, wakeUps: of("voluntary_ctxt_switches"), residentMegabytes: of("VmRSS") / 1024 };
}
