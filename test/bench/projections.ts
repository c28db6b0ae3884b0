import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { openDocuments } from "../../src/workspace/documents/documents.ts";
import { openIndex } from "../../src/workspace/index/open-index.ts";
import { readIndex } from "../../src/workspace/index/read-index.ts";
import { openStateFiles } from "../../src/workspace/state-files/state-files.ts";
import { Story } from "../workspace/support/story.ts";

/**
 * What projections cost with 10 000 work items of 830 bytes (design section 13: check ≤ 60 ms, rebuild ≤ 1 s).
 * Run: bun test/bench/projections.ts [items]
 */
const count = Number(process.argv[2] ?? 10_000);
const story = new Story();
const { layout, state } = story;
const open = () => openDocuments({ fs: diskFs, clock: systemClock, layout, source: story });
const plan = {
  text: "{}\n",
  mode: "default_shell",
  executionLoop: "execution.standard",
  planningLoop: null,
  learningLoop: null,
  warnings: [],
};

const phases = ["queued", "active", "blocked", "done", "cancelled"] as const;
const kinds = ["task", "spec", "incident"] as const;
const text = (n: number): string => `# Item ${n}\n\n${"All the words of a document of the usual length. ".repeat(16)}\n`;
fill();

for (const round of [1, 2, 3, 4, 5]) {
  await report(`raw: ${count} × write, rename (${round})`, 1, rawFloor);
  forgetDocuments();
  await report(`documents: rebuild (${round})`, 1, () => void open().look(state, "start"));
}
const settled = open();
settled.look(state, "start");
settled.save();
await report("documents: check at start (ledger read)", 15, () => open().look(state, "start"));
await report("documents: check at start (ledger lost)", 5, () => {
  diskFs.remove(`${layout.state}/documents.json`);
  open().look(state, "start");
});
await report("documents: full look", 15, () => settled.look(state, "full"));
await report("documents: gated look, nothing changed", 15, () => settled.look(state, "gated"));
await report("documents: save", 5, () => {
  const documents = open();
  documents.look(state, "start");
  const before = performance.now();
  documents.save();
  return performance.now() - before;
});
await report("documents: project one event", 500, (n) => settled.project(story.move(`item-${n}`, n % 2 ? "active" : "queued")), true);

await report("index: rebuild", 3, () => {
  diskFs.removeTree(layout.index);
  openIndex({ fs: diskFs, layout, state, head: story.log.head }).close();
});
const index = openIndex({ fs: diskFs, layout, state, head: story.log.head });
await report("index: one event", 500, (n) => {
  const id = `item-${n}`;
  story.move(id, "queued");
  const before = performance.now();
  index.touch([{ subject: id }]);
  index.flush(state, story.log.head);
  return performance.now() - before;
});
await report("index: read for status", 50, () =>
  readIndex(diskFs, layout, (reader) => [reader.head(), reader.counts(), reader.finishedRuns({ limit: 20 })]),
);
await report("index: read all items", 10, () => readIndex(diskFs, layout, (reader) => void reader.items()));
index.close();

const reader = join(import.meta.dirname ?? "", "projections-reader.ts");
await report("process: find, index, write (as status would)", 40, () => inProcess(reader));
await report("process: nothing (floor)", 40, () => inProcess("-e", "0"));
await report("index: brief owner, open, one event, close", 30, (n) => {
  const id = `item-${n}`;
  const before = performance.now();
  const brief = openIndex({ fs: diskFs, layout, state, head: story.log.head });
  const opened = performance.now();
  story.move(id, "blocked");
  const moved = performance.now();
  brief.touch([{ subject: id }]);
  brief.flush(state, story.log.head);
  brief.close();
  return opened - before + performance.now() - moved;
});
const files = openStateFiles({ fs: diskFs, layout });
await report("state files: write", 15, (n) => {
  story.move(`item-${n}`, "queued");
  const before = performance.now();
  files.write(state, plan);
  return performance.now() - before;
});
await story.log.close();
story.end();

/** A whole process in the workspace; its output must be an answer. */
function inProcess(...args: string[]): void {
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: layout.root, encoding: "utf8" });
  if (status !== 0 || stdout === "null\n") throw new Error(`the process gave ${status}: ${stdout}`);
}

function forgetDocuments(): void {
  for (const path of ["tasks", "specs", "incidents", "state"]) diskFs.removeTree(join(layout.agents, path));
}

/** What the disk takes for as many files of that size, written and renamed. */
function rawFloor(): number {
  const directory = join(story.home, "floor");
  diskFs.removeTree(directory);
  diskFs.makeDirectory(directory);
  const bytes = text(1);
  const before = performance.now();
  for (let n = 0; n < count; n++) {
    diskFs.write(`${directory}/.${n}`, bytes);
    diskFs.rename(`${directory}/.${n}`, `${directory}/${n}.md`);
  }
  return performance.now() - before;
}

function fill(): void {
  for (let n = 0; n < count; n++) {
    const phase = phases[n % phases.length] ?? "queued";
    story.stage(`item-${n}`, text(n), kinds[n % kinds.length] ?? "task", phase);
  }
}

/** Prints the median and the 95th percentile in milliseconds; what gives a number has measured itself. */
async function report(what: string, times: number, action: (n: number) => unknown, quiet = false): Promise<void> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const before = performance.now();
    const own = action(n);
    taken.push(typeof own === "number" && !quiet ? own : performance.now() - before);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number): string => (taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0).toFixed(2);
  console.log(`${what.padEnd(48)} p50 ${at(0.5).padStart(8)} ms   p95 ${at(0.95).padStart(8)} ms   n=${times}`);
}
