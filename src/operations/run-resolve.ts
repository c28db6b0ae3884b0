import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const runResolve = defineOperation({
  name: "run.resolve",
  effect: "change",
  scope: "control",
  details:
    "A run is stuck when its delivery was begun and nobody can tell whether it happened. Look whether the commit is there, and say so: committed makes its item done, failed blocks it. Or mend what kept it, and let it be delivered again: a commit that is there already is found, and none is made twice.",
  params: {
    run: { type: "string", positional: 0, required: true, placeholder: "RUN", summary: "A stuck run" },
    outcome: { type: "choice", choices: ["committed", "failed", "again"], required: true, summary: "What became of its delivery" },
    commit: { type: "string", placeholder: "SHA", summary: "The commit that delivered it" },
    reason: { type: "string", placeholder: "TEXT", summary: "How you know, for the log" },
  },
  output: appliedSchema,
  example: { run: "fix-login-1", outcome: "committed", commit: "4f0c2a9b1d3e" },
  async run(context, { run, outcome, commit, reason }) {
    if (outcome === "again" && commit !== undefined) {
      const { MillraceError } = await import("../kernel/errors/millrace-error.ts");
      throw new MillraceError("cli.conflict", { a: "--outcome again", b: "--commit", command: "resolve" });
    }
    return await submit(context, { type: "resolveRun", run, outcome, commit: commit ?? null, reason: reason ?? null });
  },
});
