import type { Adapter } from "../adapter.ts";
import { hearHarness, interpretHarness } from "../harness/interpret-harness.ts";
import { readHarnessEvent } from "../harness/read-harness-event.ts";
import { watchFor } from "../watch/watch-for.ts";

/** Any agent that speaks the Agent Client Protocol, by its command line; talked to by the driver `acp`. */
export const acpAdapter: Adapter = {
  name: "acp",
  counts: "attempt",
  prepare(request) {
    const { runner, resume, directory } = request;
    if (request.prompt === null) return { refused: `runner "acp" of stage "${request.stage}" has no prompt` };
    if (runner.argv.length === 0) return { refused: `runner "acp" of stage "${request.stage}" names no program` };
    return {
      steps: [{ argv: [...runner.argv, ...(runner.extraArgs ?? [])], heading: null }],
      stdin: request.prompt.path,
      merge: false,
      drive: {
        driver: "acp",
        permission: runner.permission ?? "basic",
        model: runner.model,
        effort: runner.effort ?? null,
        session: resume?.session ?? null,
        own: directory,
      },
      watch: watchFor(request, "acp", "attempt"),
    };
  },
  interpret: (attempt) => interpretHarness(attempt, readHarnessEvent, "attempt"),
  hear: (attempt) => hearHarness(attempt, readHarnessEvent, "attempt"),
};
