import process from "node:process";
import { complaint, runProcess } from "../run-process.ts";
import { failure, outcome, type Step } from "../step.ts";

/** A step that is one program and counts as one test. The script is run by the Bun that runs us. */
export const tool = (name: string, title: string, seconds: number, ...script: [string, ...string[]]): Step => ({
  name,
  title,
  seconds,
  run: async (limit) => {
    const problem = complaint(title, await runProcess([process.execPath, ...script], limit), limit);
    return problem ? failure(problem) : outcome({ passed: 1 });
  },
});
