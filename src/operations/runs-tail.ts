import { defineOperation } from "./define-operation.ts";

export const runsTail = defineOperation({
  name: "runs.tail",
  effect: "read",
  scope: "observe",
  details: "Output as it stands on disk, live or afterwards, including output of checks with --check.",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "The run" },
    attempt: { type: "string", placeholder: "VISIT.TRY", summary: "An attempt other than the newest, e.g. 2.1" },
    check: { type: "boolean", summary: "The newest check instead of the newest attempt" },
    lines: { type: "integer", short: "n", default: 100, min: 1, max: 100_000, summary: "At most so many lines of each stream" },
  },
  output: (z) =>
    z.object({
      run: z.string(),
      attempt: z.string(),
      directory: z.string().describe("Relative to the workspace"),
      stdout: z.object({ text: z.string(), bytes: z.number(), cut: z.boolean() }),
      stderr: z.object({ text: z.string(), bytes: z.number(), cut: z.boolean() }),
    }),
  example: { run: "fix-login-1", lines: 20 },
  async run(context, { run, attempt, check, lines }) {
    const { newestAttempt } = await import("./history/newest-attempt.ts");
    const { tailOf } = await import("./history/tail-of.ts");
    const { attemptFiles } = await import("../runners/attempt-files.ts");
    const { join } = await import("node:path");
    const { fs } = context.world;
    const { name, directory } = newestAttempt(context.world, context.root(), { run, attempt, check });
    const at = (file: string): string => join(context.root(), directory, file);
    return {
      run,
      attempt: name,
      directory,
      stdout: tailOf(fs, at(attemptFiles.stdout), lines),
      stderr: tailOf(fs, at(attemptFiles.stderr), lines),
    };
  },
});
