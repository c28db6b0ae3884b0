import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { segmentName } from "../../../src/log/layout.ts";
import type { LogLine, Workspace } from "./workspace.ts";

/** Bytes of a segment, as an owner would begin the next. */
const SEGMENT_BYTES = 64 * 1024 * 1024;
/** Characters of each event's text: just under what would go into a blob. */
const TEXT = 12_000;

/**
 * Appends so many megabytes to a workspace's log, with a chain that fits, in segments of the usual size. Each event is one that
 * changes nothing of the state. Gives the number of events.
 */
export function growLog(workspace: Workspace, megabytes: number): number {
  let segment = workspace.segment;
  const last = JSON.parse(readFileSync(segment, "utf8").trimEnd().split("\n").at(-1) ?? "") as LogLine;
  let { seq, hash } = last;
  const time = new Date().toISOString();
  const text = "x".repeat(TEXT);
  let pending: string[] = [];
  let bytes = 0;
  let written = 0;
  let added = 0;
  const flush = (): void => {
    appendFileSync(segment, pending.join(""));
    pending = [];
  };
  while (written < megabytes * 1024 * 1024) {
    seq++;
    const body =
      `{"v":1,"seq":${seq},"batch":[1,1],"time":"${time}","epoch":${last.epoch},"durable":${seq - 1},"type":"owner.released","tv":1,` +
      `"crit":true,"actor":"runtime","subject":"workspace","cause":0,"data":{"reason":"${added} ${text}"}`;
    hash = sha256(`${hash}"}\n${body}`);
    const line = `${body},"hash":"${hash}"}\n`;
    pending.push(line);
    bytes += line.length;
    written += line.length;
    added++;
    if (pending.length >= 500) flush();
    if (bytes < SEGMENT_BYTES) continue;
    flush();
    bytes = 0;
    segment = workspace.path("millrace-agents/log", segmentName(seq + 1));
    writeFileSync(segment, "");
  }
  flush();
  return added;
}

/** Runs a command to its end and gives the most memory that it held, in MB, as the kernel counted it. */
export async function peakMegabytes(
  workspace: Workspace,
  args: readonly string[],
  timeout = 120_000,
): Promise<{ code: number | null; peak: number; out: string }> {
  const call = workspace.start(args, { timeout });
  let peak = 0;
  let over = false;
  void call.ended.then(() => {
    over = true;
  });
  while (!over) {
    peak = Math.max(peak, highWater(call.pid));
    await new Promise((resume) => setTimeout(resume, 5));
  }
  const { code, out } = await call.ended;
  return { code, peak, out };
}

function highWater(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it ended
  }
}
