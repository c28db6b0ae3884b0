import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen } from "./decision.ts";
import { finishRun } from "./finish-run.ts";
import type { Law } from "./law.ts";
import { liveRun } from "./live-run.ts";
import { RUNTIME_FAILED } from "./runtime-failed.ts";

/** Ends a run for which the runtime cannot do its part. Its item is blocked; the engine has stopped its processes before. */
export function failRun(state: State, command: CommandOf<"failRun">, law: Law): Decision {
  const found = liveRun(state, command.run, "FAILED");
  if (!found.ok) return found;
  const end = { outcome: "blocked", reason: RUNTIME_FAILED, detail: command.detail } as const;
  return happen(...finishRun(state, found.run, end, law, found.run.changedAt));
}
