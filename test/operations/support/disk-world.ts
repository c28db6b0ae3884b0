import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Fs } from "../../../src/kernel/ports/fs.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";
import type { World } from "../../../src/kernel/world.ts";
import { segmentName } from "../../../src/log/layout.ts";
import type { OperationContext } from "../../../src/operations/context.ts";

/** A world on another disk: nobody else owns the workspace there, and there is no socket and no index. */
export function worldOn(fs: Fs): World {
  const { wire: _, ...real } = realWorld();
  const lock: World["lock"] = { acquire: () => ({ kind: "held", lock: { describe: () => undefined, release: () => undefined } }) };
  // Of a process that is not there any more: its claims are free.
  const proc = Object.assign(Object.create(real.proc), { self: () => ({ pid: 2 ** 30, started: "gone" }) }) as World["proc"];
  return { ...real, proc, fs, lock, indexes: false, env: { ...real.env, MILLRACE_SEGMENT_BYTES: "4000" } };
}

export function contextOn(fs: Fs, root: string): OperationContext {
  return {
    world: worldOn(fs),
    root: () => root,
    directory: root,
    named: null,
    entry: null,
    signal: new AbortController().signal,
    progress: () => undefined,
    lines: null,
  };
}

/** Puts the log of a history fixture on a disk, cut anew into segments of at least so many bytes, and an artifact for every run. */
export function placeFixture(fs: Fs, root: string, fixture: string, segmentBytes: number): void {
  const log = `${root}/millrace-agents/log`;
  fs.makeDirectory(log);
  const source = join(fixture, "log");
  const text = readdirSync(source)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => readFileSync(join(source, name), "utf8"))
    .join("");
  let lines: string[] = [];
  const runs = new Set<string>();
  const flush = (): void => {
    const first = lines[0];
    if (first !== undefined) fs.write(`${log}/${segmentName((JSON.parse(first) as { seq: number }).seq)}`, lines.join(""));
    lines = [];
  };
  for (const line of text.split(/(?<=\n)/)) {
    lines.push(line);
    const { batch, run } = JSON.parse(line) as { batch: [number, number]; run?: string };
    if (run !== undefined) runs.add(run);
    if (batch[0] === batch[1] && lines.join("").length >= segmentBytes) flush();
  }
  flush();
  copyBlobs(fs, join(source, "blobs"), `${log}/blobs`);
  for (const run of runs) {
    fs.makeDirectory(`${root}/millrace-agents/runs/${run}/1.1`);
    fs.write(`${root}/millrace-agents/runs/${run}/1.1/output.txt`, `what ${run} said\n`.repeat(500));
  }
  fs.write(`${root}/millrace.toml`, "");
  syncTree(fs, root);
}

function copyBlobs(fs: Fs, from: string, to: string): void {
  for (const shelf of readdirSync(from)) {
    fs.makeDirectory(join(to, shelf));
    for (const name of readdirSync(join(from, shelf))) fs.write(join(to, shelf, name), readFileSync(join(from, shelf, name)));
  }
}

/** Makes all that there is durable. */
export function syncTree(fs: Fs, path: string): void {
  for (const name of fs.list(path)) {
    const one = join(path, name);
    if (fs.facts(one)?.kind === "directory") syncTree(fs, one);
    else {
      const file = fs.open(one, "write");
      file.sync();
      file.close();
    }
  }
  fs.syncDirectory(path);
}
