import type { Adapter } from "../adapter.ts";
import type { Permission, StageRunRequest } from "../contract/stage-run-request.ts";
import { hearHarness, interpretHarness } from "../harness/interpret-harness.ts";
import { readHarnessEvent } from "../harness/read-harness-event.ts";
import { watchFor } from "../watch/watch-for.ts";

/**
 * pi has no sandbox and asks nobody: what it may do is which tools it has. `report`: reads, runs and writes whole files, all of
 * it everywhere where its user may. `basic`: edits too, but runs nothing. `elevated`: all of these. `maximum`: also what its
 * extensions add.
 */
const permissions: Readonly<Record<Permission, readonly string[]>> = {
  report: ["--tools", "read,grep,find,ls,bash,write"],
  basic: ["--tools", "read,grep,find,ls,edit,write"],
  elevated: ["--tools", "read,grep,find,ls,edit,write,bash"],
  maximum: [],
};

/** pi, `pi --mode rpc`, talked to by the driver `pi_rpc`; standard output holds HarnessEvents. */
export const piRpcAdapter: Adapter = {
  name: "pi_rpc",
  counts: "session",
  prepare(request) {
    if (request.prompt === null) return { refused: `runner "pi_rpc" of stage "${request.stage}" has no prompt` };
    return {
      steps: [{ argv: piArgv(request), heading: null }],
      stdin: request.prompt.path,
      merge: false,
      drive: { driver: "pi_rpc" },
      watch: watchFor(request, "pi_rpc", "session"),
    };
  },
  interpret: (attempt) => interpretHarness(attempt, readHarnessEvent, "session"),
  hear: (attempt) => hearHarness(attempt, readHarnessEvent, "session"),
};

function piArgv({ runner, resume }: StageRunRequest): string[] {
  const { argv, model, effort, permission = "basic", extraArgs = [] } = runner;
  return [
    ...(argv.length > 0 ? argv : ["pi"]),
    "--mode",
    "rpc",
    ...(model === null ? [] : ["--model", model]),
    ...(effort === undefined ? [] : ["--thinking", effort]),
    ...permissions[permission],
    ...extraArgs,
    ...(resume ? ["--session", resume.session] : []),
  ];
}
