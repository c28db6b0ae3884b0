import { join } from "node:path";
import type { World } from "../../kernel/world.ts";
import { attemptFiles } from "../../runners/attempt-files.ts";
import type { HarnessEvent } from "../../runners/harness/harness-event.ts";
import { HarnessTranscript } from "../follow/harness-transcript.ts";
import { type Speaker, spokenBy } from "../follow/spoken-by.ts";
import { type Tail, tailOf } from "./tail-of.ts";

export interface AttemptOutputNow {
  harness: (Omit<Speaker, "reader" | "before"> & { events: HarnessEvent[] }) | null;
  /** Of a harness what is no event. */
  stdout: Tail;
  stderr: Tail;
}

/** The last lines of what an attempt wrote, a harness's as events unless they are wanted raw. `directory` is relative to the workspace. */
export function outputOf(
  { world: { fs }, root }: { world: World; root(): string },
  directory: string,
  { lines, raw }: { lines: number; raw: boolean },
): AttemptOutputNow {
  const at = (file: string): string => join(root(), directory, file);
  const stdout = tailOf(fs, at(attemptFiles.stdout), lines);
  const stderr = tailOf(fs, at(attemptFiles.stderr), lines);
  const speaker = raw ? null : spokenBy(fs, join(root(), directory));
  if (!speaker) return { harness: null, stdout, stderr };
  const { reader, before, ...who } = speaker;
  const transcript = new HarnessTranscript(reader, before);
  const told = [...transcript.push(stdout.text), ...transcript.finish()];
  const events = told.flatMap((one) => ("event" in one ? [one.event] : []));
  const stray = told.flatMap((one) => ("stray" in one ? [`${one.stray}\n`] : [])).join("");
  return { harness: { ...who, events }, stdout: { ...stdout, text: stray }, stderr };
}
