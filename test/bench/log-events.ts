import type { AnyNewEvent } from "../../src/events/event.ts";

const HASH = "3f".repeat(32);

/** The events of a run in turn, of the sizes that real ones have: about 350 bytes a line. */
export function sampleEvent(n: number): AnyNewEvent {
  const run = `run-${Math.floor(n / 6)}`;
  const attempt = `${run}.1.1`;
  const base = { actor: "runtime", subject: `task-${Math.floor(n / 60)}`, run, cause: n } as const;
  switch (n % 6) {
    case 0:
      return {
        ...base,
        type: "attempt.requested",
        attempt,
        data: { visit: 1, try: 1, stage: "builder", runner: "shell", request: HASH, tree: { kind: "git", id: "a1".repeat(20) } },
      };
    case 1:
      return { ...base, type: "attempt.started", attempt, data: { pid: n, started: "123456" } };
    case 2:
      return {
        ...base,
        type: "attempt.ended",
        attempt,
        data: {
          claimed: "BUILDER_COMPLETE",
          failure: null,
          detail: "",
          exit: 0,
          signal: null,
          millis: 1234,
          outputBytes: 4096,
          tree: { kind: "git", id: "b2".repeat(20) },
          changed: ["src/a.ts"],
          protectedChanged: [],
          usage: null,
          artifacts: [],
          summary: "Built the page and its test; all checks pass here. ".repeat(6),
        },
      };
    case 3:
      return {
        ...base,
        type: "run.verified",
        data: { visit: 1, tree: { kind: "git", id: "b2".repeat(20) }, evidence: [] },
      };
    case 4:
      return { ...base, type: "run.phase", data: { event: "STAGE_DUE", from: "between", to: "staging", reason: null } };
    default:
      return { ...base, type: "item.moved", data: { event: "RUN", from: "queued", to: "active", reason: null, resetCounters: false } };
  }
}
