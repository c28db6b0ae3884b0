import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnv } from "../delivery/repo.ts";
import { type Figure, most, told } from "./support/figure.ts";
import type { PublishReads } from "./support/publish-reads.ts";
import { runChild } from "./support/run-child.ts";
import { digits, median, spread } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";

const ROUNDS = 7;
const CHANGED = 100;
const FILES = 10_000;
const MANY_FILES = 50_000;

type Adapter = "isomorphic" | "command-line";

/** What `publish preflight` reads of git: the repository, the changes at the paths that sync names, the tree that they make. */
export async function benchPublish(): Promise<Figure[]> {
  const times = await withDirectory(measureTimes);
  const memory = await withDirectory(measureMemory);
  const status = median(times.status);
  return [
    {
      what: `publish reads of ${FILES} files, isomorphic-git`,
      measured: median(times.isomorphic),
      unit: "ms",
      bar: most(500),
      detail: `${CHANGED} changed paths; ${spread(times.isomorphic)}`,
    },
    {
      what: `publish reads of ${FILES} files, git command line`,
      measured: median(times["command-line"]),
      unit: "ms",
      floor: { what: "git status", value: status },
      bar: most(3 * status),
      detail: `the bar is three times git status; ${spread(times["command-line"])}`,
    },
    ...(["isomorphic", "command-line"] as const).flatMap((adapter): Figure[] => [
      {
        what: `publish reads of ${MANY_FILES} files, ${adapter}, peak memory`,
        measured: memory[adapter].some.peak / 1024,
        unit: "MB",
        bar: most(300),
        detail: `${digits(memory[adapter].some.millis)} ms`,
      },
      {
        what: `the same without paths, ${adapter}, peak memory`,
        measured: memory[adapter].all.peak / 1024,
        unit: "MB",
        bar: told("never needed: sync knows what changed"),
        detail: `${digits(memory[adapter].all.millis)} ms`,
      },
    ]),
  ];
}

/** Interleaved, each in a process of its own. */
function measureTimes(root: string): Record<Adapter | "status", number[]> {
  const paths = makeRepository(root, FILES);
  const times: Record<Adapter | "status", number[]> = { isomorphic: [], "command-line": [], status: [] };
  const trees = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const adapter of ["isomorphic", "command-line"] as const) {
      const { millis, tree } = reads(root, adapter, "some", paths);
      times[adapter].push(millis);
      trees.add(tree);
    }
    const began = performance.now();
    git(root, "--no-optional-locks", "status", "--porcelain");
    times.status.push(performance.now() - began);
  }
  if (trees.size !== 1) throw new Error(`The adapters do not agree: ${[...trees].join(", ")}`);
  return times;
}

function measureMemory(root: string): Record<Adapter, Record<"some" | "all", PublishReads>> {
  const paths = makeRepository(root, MANY_FILES);
  const both = (adapter: Adapter) => ({ some: reads(root, adapter, "some", paths), all: reads(root, adapter, "all", []) });
  return { isomorphic: both("isomorphic"), "command-line": both("command-line") };
}

const reads = (root: string, adapter: Adapter, how: "some" | "all", paths: readonly string[]): PublishReads =>
  runChild<PublishReads>("support/publish-reads.ts", root, adapter, how, ...paths);

/** A packed repository with files of 2 KB in directories of a hundred, of which some changed since; gives their paths. */
function makeRepository(root: string, files: number): string[] {
  git(root, "init", "-q", "-b", "main");
  git(root, "config", "gc.auto", "0");
  for (let n = 0; n < files / 100; n++) {
    mkdirSync(join(root, `d${n}`));
    for (let k = 0; k < 100; k++) writeFileSync(join(root, `d${n}/f${k}.txt`), `file ${n} ${k}\n`.repeat(200));
  }
  // "Big" files go straight into one pack.
  git(root, "-c", "core.bigFileThreshold=1", "add", "-A");
  git(root, "commit", "-q", "-m", "all");
  const paths = Array.from({ length: CHANGED }, (_, n) => `d${n}/f7.txt`);
  for (const path of paths) writeFileSync(join(root, path), "changed\n");
  return paths;
}

const git = (root: string, ...args: string[]): unknown =>
  execFileSync("git", args, { cwd: root, env: cleanEnv(), stdio: ["ignore", "ignore", "inherit"] });

if (import.meta.main) console.log(JSON.stringify(await benchPublish(), null, 1));
