import { join } from "node:path";
import { attemptFiles } from "../attempt-files.ts";
import type { StageLimits } from "../contract/stage-run-request.ts";
import { textOf } from "./attempt-state.ts";
import type { Local } from "./options.ts";

/** The limits under which a check ran, for words about how it ended; zeros when its order is damaged. */
export function readOrderLimits(local: Local, directory: string): StageLimits {
  const text = textOf(local, join(directory, attemptFiles.order)) ?? "";
  const number = (name: string): number => Number(new RegExp(`"${name}":(\\d+)`).exec(text)?.[1] ?? 0);
  return {
    timeoutSeconds: number("timeoutMillis") / 1000,
    graceSeconds: number("graceMillis") / 1000,
    outputBytes: number("outputBytes"),
  };
}
