import type { AnyNewEvent } from "../../src/events/event.ts";
import type { FailureClass, Usage } from "../../src/state/run.ts";
import { emptyFields } from "../../src/work/empty-fields.ts";
import type { WorkFields } from "../../src/work/work-document.ts";
import type { Core } from "./core.ts";

const TREE = { kind: "manifest", id: "t" } as const;

export function addTask(core: Core, item: string, fields: Partial<WorkFields> = {}): AnyNewEvent[] {
  return core.does({
    type: "addItem",
    kind: "task",
    item,
    slug: item,
    fields: { ...emptyFields(item), ...fields },
    document: null,
    body: "",
  });
}

/** Claims the next item and gets its run to the first due visit; gives the run's id. */
export function startRun(core: Core): string {
  const run = core.does({ type: "claimNext", item: null }).find(({ type }) => type === "run.started")?.run ?? "";
  core.does({ type: "preparedRun", run, tree: TREE, baseline: [] });
  return run;
}

/** Launches the due visit of a run; gives the attempt's id. */
export function launch(core: Core, run: string, runner = "shell"): string {
  const { visit, tries } = core.state.runs.get(run) ?? { visit: 0, tries: 0 };
  const attempt = `${run}.${visit}.${tries + 1}`;
  core.does({ type: "requestAttempt", run, visit, try: tries + 1, runner, request: "b".repeat(64), tree: TREE });
  core.does({ type: "startedAttempt", run, attempt, pid: 1, started: "1" });
  return attempt;
}

/** Ends the current attempt with a claimed terminal, or with a failure. */
export function end(
  core: Core,
  run: string,
  claimed: string | null,
  more: { failure?: FailureClass; protectedChanged?: string[]; tree?: string; usage?: Usage } = {},
): AnyNewEvent[] {
  const attempt = core.state.runs.get(run)?.attempt?.id ?? "";
  const report = {
    claimed,
    failure: more.failure ?? null,
    detail: "",
    exit: 0,
    signal: null,
    millis: 5,
    outputBytes: 0,
    usage: more.usage ?? null,
    artifacts: [],
    summary: "",
  };
  const { protectedChanged = [], tree = "t" } = more;
  return core.does({
    type: "endedAttempt",
    run,
    attempt,
    report,
    tree: { kind: "manifest", id: tree },
    changed: protectedChanged,
    protectedChanged,
  });
}

/** One visit, from launch to the claimed terminal. */
export function visit(core: Core, run: string, claimed: string): AnyNewEvent[] {
  launch(core, run);
  return end(core, run, claimed);
}

/** Reports the required checks of a verifying run. */
export function verified(core: Core, run: string, passed: boolean, check = "npm test"): AnyNewEvent[] {
  const evidence = { check, command: check, tree: TREE, passed, exit: passed ? 0 : 1, timedOut: false, millis: 1, output: "o" };
  return core.does({ type: "verifiedRun", run, tree: TREE, evidence: [evidence] });
}
