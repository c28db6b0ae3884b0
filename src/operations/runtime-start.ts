import { defineOperation } from "./define-operation.ts";
import { runRowSchema } from "./schemas/run-row.ts";
import { worstCaseSchema } from "./schemas/worst-case.ts";

const EXITS = {
  done: 0,
  "max-runs": 0,
  stages: 0,
  stopped: 0,
  "dry-run": 0,
  cancelled: 1,
  paused: 6,
  blocked: 6,
  handoff: 6,
  interrupted: 130,
} as const;

export const runtimeStart = defineOperation({
  name: "runtime.start",
  effect: "run",
  scope: "control",
  streams: true,
  details:
    "Carries on the run that was left, or else claims the next item that is ready, and drives it to the end of its loop. Exits with 0 when it is done, 6 when it is blocked or handed off, 10 when there is nothing to do, 130 when interrupted; what was acknowledged stands, and the next start carries on from there. With --daemon it works on whatever is or becomes ready until it is stopped, and exits with 0 then.",
  params: {
    once: { type: "boolean", summary: "One work item, then end" },
    daemon: { type: "boolean", summary: "Work until stopped, on everything that becomes ready" },
    maxRuns: { type: "integer", min: 1, summary: "With --daemon: end after so many runs" },
    port: { type: "integer", min: 0, max: 65_535, summary: "With --daemon: serve the read-only status on this loopback port too" },
    dryRun: { type: "boolean", summary: "Say what would be worked on and what it can take at most; change nothing" },
    item: { type: "string", placeholder: "ID", summary: "This item instead of the next" },
    maxStages: { type: "integer", min: 1, summary: "End after so many stages; the next start carries on" },
    mode: { type: "string", placeholder: "MODE", env: "MILLRACE_MODE", summary: "A mode in place of the configured one" },
  },
  output: (z) =>
    z.object({
      outcome: z.enum(["done", "blocked", "handoff", "cancelled", "interrupted", "stages", "paused", "stopped", "max-runs", "dry-run"]),
      stages: z.number().describe("Stages settled in this call"),
      runs: z
        .array(runRowSchema(z).extend({ commit: z.string().nullable() }))
        .describe("Runs that ended in this call; of a daemon the last 100"),
      preview: z
        .object({
          item: z.string().nullable(),
          title: z.string().nullable(),
          run: z.string().nullable().describe("The live run that would be carried on"),
          waiting: z.array(z.string()),
          path: z.string().nullable().describe("The stages when all goes well"),
          worstCase: worstCaseSchema(z).nullable(),
          owner: z
            .object({ role: z.string(), pid: z.number() })
            .nullable()
            .describe("Who works here now, so that a start would be refused"),
        })
        .nullable(),
    }),
  example: { once: true },
  exit: ({ outcome }) => EXITS[outcome],
  async run(context, { once, daemon, dryRun, item, maxStages, maxRuns, port, mode }) {
    const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
    if (dryRun) {
      const { previewOf } = await import("./plan/preview-of.ts");
      return { outcome: "dry-run" as const, stages: 0, runs: [], preview: await previewOf(context, { item, mode }) };
    }
    if (daemon) {
      const other = once ? "--once" : item !== undefined ? "--item" : maxStages !== undefined ? "--max-stages" : null;
      if (other !== null) throw new MillraceError("cli.conflict", { a: "--daemon", b: other, command: "start" });
      const { performDaemon } = await import("./serving/perform-daemon.ts");
      return { ...(await performDaemon(context, { mode, maxRuns, port })), preview: null };
    }
    if (!once) throw new MillraceError("cli.missing", { name: "--once, --daemon or --dry-run", command: "start" });
    const { performOnce } = await import("./history/perform-once.ts");
    return { ...(await performOnce(context, { item, maxStages, mode })), preview: null };
  },
});
