import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openTrees } from "../../src/delivery/open-trees.ts";
import type { Trees } from "../../src/kernel/ports/trees.ts";
import { Repo } from "../delivery/repo.ts";
import { makeYard } from "../delivery/yard.ts";

/** Milliseconds. */
export interface TreesFigures {
  files: number;
  /** The first record of a process that finds no private index. */
  first: number;
  /** The first record of a process that finds one. */
  reopened: number;
  unchanged: { p50: number; p95: number };
  /** With ten files changed. */
  changed: { p50: number; p95: number };
  keepTwo: number;
  changedPaths: number;
  commit: number;
  manifest: { first: number; unchanged: number };
}

/** Records a workspace of `files` files in directories of a hundred. Bar: unchanged under 100 ms at 10 000 files. */
export async function benchTrees(files = 10_000, rounds = 15): Promise<TreesFigures> {
  const yard = makeYard();
  try {
    const repo = new Repo(yard.directory());
    repo.git("init", "-q", "-b", "main");
    for (let n = 0; n < files; n += 100) {
      repo.put(Object.fromEntries(Array.from({ length: 100 }, (_, k) => [`d${n}/f${k}.txt`, `file ${n} ${k}\n`.repeat(40)])));
    }
    repo.commitAll("all");
    const trees = await repo.trees();
    const base = await trees.record();
    const first = await took(async () => (await repoTrees(repo, "fresh")).record());
    const reopened = await took(async () => (await repoTrees(repo, "fresh")).record());
    const unchanged = await repeat(rounds, () => trees.record());
    let round = 0;
    const changed = await repeat(rounds, () => {
      for (let n = 0; n < 10; n++) writeFileSync(join(repo.root, `d${n * 100}/f${n}.txt`), `${round++}\n`);
      return trees.record();
    });
    const tree = await trees.record();
    const { head } = await trees.describe();
    const keepTwo = await took(() =>
      trees.keep([
        { name: "runs/r.1/1.1/before", tree: base },
        { name: "runs/r.1/1.1/after", tree },
      ]),
    );
    const changedPaths = await took(() => trees.changed(base, tree));
    const commit = await took(() => trees.commit({ tree, message: "x", trailers: [["Millrace-Run", "r.1"]], expectedParent: head }));
    const manifests = await openTrees({
      root: repo.root,
      directory: join(repo.root, "millrace-agents/state/manifests"),
      program: "no-git-here",
    });
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const manifest = { first: await took(() => manifests.record()), unchanged: (await repeat(5, () => manifests.record())).p50 };
    return { files, first, reopened, unchanged, changed, keepTwo, changedPaths, commit, manifest };
  } finally {
    yard.clear();
  }
}

const repoTrees = (repo: Repo, name: string): Promise<Trees> =>
  openTrees({ root: repo.root, directory: join(repo.root, "millrace-agents", name) });

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round((performance.now() - start) * 10) / 10;
}

async function repeat(rounds: number, work: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await took(work));
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

if (import.meta.main) console.log(JSON.stringify(await benchTrees(Number(process.argv[2] ?? 10_000))));
