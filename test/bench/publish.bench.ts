import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnv } from "../delivery/repo.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import { type Figure, most, told } from "./support/figure.ts";
import type { PublishPreflight } from "./support/publish-preflight.ts";
import type { PublishReads } from "./support/publish-reads.ts";
import { runChild } from "./support/run-child.ts";
import { digits, median, spread } from "./support/statistics.ts";

const ROUNDS = 7;
const CHANGED = 100;
const FILES = 10_000;
const MANY_FILES = 50_000;

const adapters = ["isomorphic", "command-line"] as const;
type Adapter = (typeof adapters)[number];

/**
 * `publish preflight` of a synced worktree in which a hundred files changed: the whole of it, as the command does it, but for the
 * remote and the loading of the linter; and what it asks of git alone. Each in a process of its own, interleaved with `git status` there.
 */
export async function benchPublish(): Promise<Figure[]> {
  const times = await inSynced(FILES, measureTimes);
  const memory = await inSynced(MANY_FILES, measureMemory);
  const status = median(times.status);
  const floor = { what: "git status", value: status };
  return [
    {
      what: `publish preflight of ${FILES} files, isomorphic-git`,
      measured: median(times.isomorphic.whole),
      unit: "ms",
      bar: told("the scan of changed files is apart"),
      detail: `${CHANGED} changed files, scanned; ${spread(times.isomorphic.whole)}`,
    },
    {
      what: `publish preflight of ${FILES} files, isomorphic-git, but for the scan of changed files`,
      measured: median(times.isomorphic.unscanned),
      unit: "ms",
      bar: most(500),
      detail: spread(times.isomorphic.unscanned),
    },
    {
      what: `publish preflight of ${FILES} files, git command line`,
      measured: median(times["command-line"].whole),
      unit: "ms",
      floor,
      bar: told("its reads of git have a bar"),
      detail: spread(times["command-line"].whole),
    },
    {
      what: `publish reads of git, ${FILES} files, isomorphic-git`,
      measured: median(times.isomorphic.reads),
      unit: "ms",
      floor,
      bar: most(500),
      detail: spread(times.isomorphic.reads),
    },
    {
      what: `publish reads of git, ${FILES} files, git command line`,
      measured: median(times["command-line"].reads),
      unit: "ms",
      floor,
      bar: most(3 * status),
      detail: `the bar is three times git status; ${spread(times["command-line"].reads)}`,
    },
    ...adapters.map(
      (adapter): Figure => ({
        what: `publish preflight of ${MANY_FILES} files, ${adapter}, peak memory`,
        measured: memory[adapter].peak / 1024,
        unit: "MB",
        bar: most(300),
        detail: `${digits(memory[adapter].millis)} ms`,
      }),
    ),
  ];
}

interface OfAdapter {
  whole: number[];
  /** But for the scan of changed files. */
  unscanned: number[];
  reads: number[];
}

type Times = { status: number[] } & Record<Adapter, OfAdapter>;

function measureTimes(workspace: Workspace, staging: string): Times {
  const none = (): OfAdapter => ({ whole: [], unscanned: [], reads: [] });
  const times: Times = { status: [], isomorphic: none(), "command-line": none() };
  const trees = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const adapter of adapters) {
      const whole = preflight(workspace, staging, adapter);
      times[adapter].whole.push(whole.millis);
      times[adapter].unscanned.push(whole.millis - whole.scan);
      const { millis, tree } = runChild<PublishReads>("support/publish-reads.ts", staging, adapter, "all");
      times[adapter].reads.push(millis);
      trees.add(tree);
    }
    const began = performance.now();
    git(staging, "--no-optional-locks", "status", "--porcelain");
    times.status.push(performance.now() - began);
  }
  if (trees.size !== 1) throw new Error(`The adapters do not agree: ${[...trees].join(", ")}`);
  return times;
}

function measureMemory(workspace: Workspace, staging: string): Record<Adapter, PublishPreflight> {
  const of = (adapter: Adapter) => preflight(workspace, staging, adapter);
  return { isomorphic: of("isomorphic"), "command-line": of("command-line") };
}

/** An index of version 4 is what isomorphic-git cannot read, and costs git nothing. */
function preflight(workspace: Workspace, staging: string, adapter: Adapter): PublishPreflight {
  git(staging, "update-index", "--index-version", adapter === "isomorphic" ? "2" : "4");
  const looked = runChild<PublishPreflight>("support/publish-preflight.ts", workspace.root);
  if (looked.adapter !== adapter || looked.changes !== CHANGED) throw new Error(`Not what is to be measured: ${JSON.stringify(looked)}`);
  return looked;
}

/** A workspace with files of 2 KB in directories of a hundred, published once, of which some changed and were synced since. */
async function inSynced<T>(files: number, measure: (workspace: Workspace, staging: string) => T): Promise<T> {
  let measured: T | undefined;
  await inWorkspace({ git: true }, async (workspace) => {
    for (let n = 0; n < files / 100; n++) {
      mkdirSync(workspace.path(`d${n}`));
      for (let k = 0; k < 100; k++) writeFileSync(workspace.path(`d${n}/f${k}.txt`), `file ${n} ${k}\n`.repeat(200));
    }
    workspace.write("millrace.toml", '[publish]\nauthor_name = "Bench"\nauthor_email = "bench@example.org"\nmax_total_bytes = 0\n');
    const limit = { timeout: 600_000 };
    for (const step of ["sync", "preflight", "commit"]) await workspace.must(["publish", step], limit);
    for (let n = 0; n < CHANGED; n++) workspace.write(`d${n}/f7.txt`, "changed\n");
    await workspace.must(["publish", "sync"], limit);
    const staging = join(workspace.root, "millrace-agents/staging");
    // What `git status` is compared with has an index that is up to date.
    git(staging, "status", "--porcelain");
    measured = measure(workspace, staging);
  });
  if (measured === undefined) throw new Error("Nothing was measured");
  return measured;
}

const git = (root: string, ...args: string[]): unknown =>
  execFileSync("git", args, { cwd: root, env: cleanEnv(), stdio: ["ignore", "ignore", "inherit"] });

if (import.meta.main) console.log(JSON.stringify(await benchPublish(), null, 1));
