import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { compileExecutable } from "../../src/build/compile-executable.ts";
import { root } from "../run/root.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import { type Bar, type Figure, most, told } from "./support/figure.ts";
import { queueTasks } from "./support/queued-workspace.ts";
import { median, percentile, spread } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";
import { timeProgram } from "./support/time-program.ts";

const ITEMS = 10_000;
const ROUNDS = 60;

/** Whole processes over a workspace with 10 000 items, from source and compiled in turn, with a process that does nothing as the floor. */
export function benchCommandLine(): Promise<Figure[]> {
  return withDirectory(async (directory) => {
    const compiled = join(directory, "millrace");
    const built = compileExecutable(compiled);
    if (!built.ok) throw new Error(built.words);
    process.env.MILLRACE_E2E_PROGRAM = compiled; // for what this bench's own process starts: the owner
    const nothing = join(directory, "nothing.ts");
    writeFileSync(nothing, "");
    const programs = { source: [process.execPath, join(root, "millrace.ts")], compiled: [compiled], floor: [process.execPath, nothing] };
    const figures: Figure[] = [];
    await inWorkspace({}, async (workspace) => {
      await queueTasks(workspace, ITEMS);
      const floor = (): Turn => [...programs.floor];
      const status = take(workspace, [
        floor,
        () => [...programs.source, "status", "--json"],
        () => [...programs.compiled, "status", "--json"],
      ]);
      figures.push(...pair("status --json, 10 000 items", status, most(60), most(40)));
      const adding = (program: string[]) => (n: number) => [...program, "add-task", `More ${n}`, "--run", "true"];
      const alone = take(workspace, [floor, adding(programs.source), adding(programs.compiled)]);
      figures.push(...pair("add-task without an owner, 10 000 items", alone, told("no bar"), told("no bar")));
      const owned = await withOwner(workspace, () => {
        figures.push(supervisor(workspace, compiled));
        return take(workspace, [floor, adding(programs.source), adding(programs.compiled)]);
      });
      figures.push(...pair("add-task to a running owner, 10 000 items", owned, told("no bar"), most(40)));
    });
    return figures;
  });
}

type Turn = string[];

/** Milliseconds of each program, one after the other in every round. */
function take(workspace: Workspace, programs: readonly ((round: number) => Turn)[]): number[][] {
  const millis = programs.map((): number[] => []);
  for (let round = -2; round < ROUNDS; round++) {
    for (const [at, program] of programs.entries()) {
      const taken = timeProgram(program(round), { cwd: workspace.root, env: workspace.env });
      if (round >= 0) millis[at]?.push(taken);
    }
  }
  return millis;
}

function pair(what: string, [floor = [], source = [], compiled = []]: number[][], sourceBar: Bar, compiledBar: Bar): Figure[] {
  const idle = { what: "a process that does nothing, p50", value: median(floor) };
  const figure = (form: string, values: number[], bar: Bar): Figure => ({
    what: `${what}, ${form}, p95`,
    measured: percentile(values, 0.95),
    unit: "ms",
    floor: idle,
    bar,
    detail: spread(values),
  });
  return [figure("source", source, sourceBar), figure("compiled", compiled, compiledBar)];
}

/** Of those that work for the owner and stand by for it, the largest. */
function supervisor(workspace: Workspace, executable: string): Figure {
  const sizes = workspace
    .living()
    .filter(({ command }) => command.startsWith(`${executable} __supervise`))
    .map(({ pid }) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN));
  return {
    what: "supervisor, compiled, resident",
    measured: Math.max(...sizes) / 1024,
    unit: "MB",
    bar: most(35),
    detail: `${sizes.length} of them`,
  };
}

/** While an owner has a stage under way. */
async function withOwner<T>(workspace: Workspace, use: () => T): Promise<T> {
  const owner = workspace.start(["start", "--once", "--item", "long"], { timeout: 300_000 });
  try {
    await workspace.event("the long task runs", ({ type, subject }) => type === "attempt.started" && subject === "long");
    return use();
  } finally {
    process.kill(owner.pid, "SIGKILL");
    await owner.ended;
  }
}
