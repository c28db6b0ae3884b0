import { defineOperation } from "./define-operation.ts";
import { asOfSchema } from "./schemas/common.ts";

export const replay = defineOperation({
  name: "replay",
  effect: "read",
  scope: "observe",
  details:
    "Folds the log anew, without snapshots, and changes nothing. With --run it gives every step of that run; with --verify every transition of the whole log is derived again from the machines and plans that were pinned, every file that the log names by hash (requests, prompts, skills, outputs, results, output of checks) is compared with its bytes, and the first divergence is told (exit 9, as for a damaged log). Files and trees that are gone are counted, not refused. With --step it shows each event at the terminal, with what it changed and where the run stands in its machine: forward, back, to the next event of a type or a run, to a stage, or to where a predicate over the state becomes true. With --bundle it needs no workspace: it checks the file, and always verifies.",
  params: {
    run: { type: "string", placeholder: "RUN", summary: "The steps of this run" },
    to: { type: "string", placeholder: "SEQ|TIME", summary: "As of this sequence, or of the last event by this time" },
    step: { type: "boolean", follows: true, summary: "Walk through the events at the terminal" },
    bundle: { type: "string", placeholder: "FILE", summary: "Verify and replay a bundle in place of the workspace" },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
    verify: { type: "boolean", summary: "Derive every transition again from its pinned machine" },
  },
  output: (z) =>
    z.object({
      ...asOfSchema(z),
      damage: z.string().nullable().describe("How the log goes on behind what could be read; null where it is known to its end"),
      time: z.string().nullable().describe("Of the latest event"),
      lifecycle: z.string(),
      plan: z.object({ hash: z.string(), mode: z.string() }).nullable(),
      items: z.record(z.string(), z.number()).describe("How many there are in each phase"),
      runs: z.object({ live: z.number(), finished: z.number() }),
      stateHash: z.string().describe("SHA-256 of the folded state: equal for equal logs"),
      steps: z
        .array(
          z.object({
            seq: z.number(),
            time: z.string(),
            type: z.string(),
            stage: z.string(),
            counters: z.record(z.string(), z.number()),
            text: z.string(),
          }),
        )
        .nullable(),
      verified: z
        .object({
          from: z.number().describe("The first event that was derived again: those before it were pruned"),
          events: z.number(),
          transitions: z.number(),
          redacted: z.number().describe("Transitions that nobody can derive any more: their plan was redacted"),
          snapshot: z.number().nullable().describe("Sequence of the snapshot that was compared with the refold"),
          artifacts: z.object({
            checked: z.number().describe("Files whose bytes were compared with the hash in the log"),
            gone: z.array(z.string()).describe("Files that are not there any more, the first 100"),
            goneCount: z.number(),
            redacted: z.number().describe("Files in which a text was overwritten, as the log says"),
            altered: z.number(),
          }),
          trees: z
            .object({ named: z.number(), gone: z.number() })
            .nullable()
            .describe("Trees that the log names; null for a bundle, which holds none"),
          divergence: z
            .object({
              seq: z.number(),
              type: z.string(),
              subject: z.string(),
              what: z.string(),
              logged: z.string().describe("JSON"),
              derived: z.string().describe("JSON"),
            })
            .nullable(),
        })
        .nullable(),
    }),
  example: { run: "fix-login-1", verify: true },
  exit: ({ verified, damage }) => (verified?.divergence || (verified && damage !== null) ? 9 : 0),
  async run(asked, { run, to, step, bundle, verify, archive }) {
    const context = archive === undefined ? asked : (await import("./pruning/open-archives.ts")).contextWith(asked, archive);
    if (bundle !== undefined) {
      const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
      if (step) throw new MillraceError("cli.conflict", { a: "--bundle", b: "--step", command: "replay" });
      const { resolve } = await import("node:path");
      const { replayBundle } = await import("./inspect/replay-bundle.ts");
      return replayBundle(context.world, context.directory === null ? bundle : resolve(context.directory, bundle), { run, to });
    }
    const trees = verify ? await (await import("./trees/open-workspace-trees.ts")).openWorkspaceTrees(context) : null;
    const { resolveMoment } = await import("../engine/inspect/moment.ts");
    if (step) {
      const left = await (await import("./inspect/step-through.ts")).stepThrough(context, { run, to });
      const { replayWorkspace } = await import("./history/replay-workspace.ts");
      return replayWorkspace(context.world, context.root(), { run: undefined, to: left, verify, trees });
    }
    const { resolveRun } = await import("./inspect/resolve-run.ts");
    const { replayWorkspace } = await import("./history/replay-workspace.ts");
    return replayWorkspace(context.world, context.root(), {
      run: run === undefined ? undefined : resolveRun(context.world, context.root(), run),
      to: to === undefined ? undefined : resolveMoment(context.world, context.root(), to, "--to", "replay"),
      verify,
      trees,
    });
  },
});
