import { defineOperation, type Zod } from "./define-operation.ts";

export const runsTail = defineOperation({
  name: "runs.tail",
  effect: "read",
  scope: "observe",
  details:
    "Output as it stands on disk, live or afterwards: of the newest attempt that has written something, or with --check of the newest check. What a harness tells (codex, claude, …) is shown in one readable form: what the agent says, its tool calls, changes of files, tokens, troubles, its end; --raw shows the lines as they are. With --follow it goes on, from one attempt to the next, until the run is over (or it is interrupted: exit 130).",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run" },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
    attempt: { type: "string", placeholder: "VISIT.TRY", summary: "An attempt other than the newest, e.g. 2.1" },
    check: { type: "boolean", summary: "The newest check instead of the newest attempt" },
    lines: { type: "integer", short: "n", default: 100, min: 1, max: 100_000, summary: "At most so many lines of each stream" },
    raw: { type: "boolean", summary: "A harness's own lines instead of what they mean" },
    follow: { type: "boolean", short: "f", follows: true, summary: "Go on with what is written" },
  },
  output: (z) =>
    z.object({
      run: z.string(),
      attempt: z.string(),
      directory: z.string().describe("Relative to the workspace"),
      harness: z
        .object({
          stage: z.string(),
          runner: z.string(),
          model: z.string().nullable(),
          events: z.array(z.looseObject({ type: z.string() })).describe("session, model, text, tool, file, usage, error, end"),
        })
        .nullable()
        .describe("What the harness told, where standard output is that of one; standard output then is what else was written there"),
      stdout: streamSchema(z),
      stderr: streamSchema(z).describe(
        "With follow it comes in lines of its own, each with attempt and directory: {type: output, stream, text}, {type: attempt, stage, runner, model} before the events of a harness, {type: harness, event}",
      ),
      interrupted: z.boolean().describe("It followed, and the run is not over"),
    }),
  example: { run: "fix-login-1", lines: 20 },
  exit: ({ interrupted }) => (interrupted ? 130 : 0),
  async run(here, { run, archive, attempt, check, lines, follow, raw }) {
    const context = archive === undefined ? here : (await import("./pruning/open-archives.ts")).contextWith(here, archive);
    const { newestAttempt } = await import("./history/newest-attempt.ts");
    const { requireRun } = await import("./view/require-run.ts");
    const { withView } = await import("./view/with-view.ts");
    await withView(context, (view) => requireRun(view, run));
    const asked = { run, attempt, check };
    if (follow) {
      const { followOutput } = await import("./follow/follow-output.ts");
      const over = await followOutput(context, { ...asked, lines, raw }, (part) => context.progress({ type: "part", part }));
      const { name, directory } = newestAttempt(context.world, context.root(), asked);
      return { run, attempt: name, directory, harness: null, stdout: NOTHING, stderr: NOTHING, interrupted: !over };
    }
    const { outputOf } = await import("./history/output-of.ts");
    const { name, directory } = newestAttempt(context.world, context.root(), asked);
    return { run, attempt: name, directory, ...outputOf(context, directory, { lines, raw }), interrupted: false };
  },
});

const streamSchema = (z: Zod) => z.object({ text: z.string(), bytes: z.number(), cut: z.boolean() });

/** What was written has been told in pieces. */
const NOTHING = { text: "", bytes: 0, cut: true };
