import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { ProcessIdentity } from "../../kernel/ports/proc.ts";
import { attemptFiles } from "../attempt-files.ts";
import { type Claim, readClaim } from "../claim.ts";
import { type AttemptOutcome, parseOutcome } from "../contract/attempt-outcome.ts";
import type { AttemptRef } from "../contract/stage-dispatch.ts";
import type { Local } from "./options.ts";

/** An attempt as its directory and the process table tell. */
export type AttemptState =
  | { type: "unclaimed" }
  | { type: "running"; identity: ProcessIdentity }
  | { type: "ended"; outcome: AttemptOutcome }
  | { type: "dead"; detail: string };

/**
 * An outcome counts only once the supervisor is dead: until then the stage lives, and could have written it itself.
 * The process is looked at before the file, so that an end in between is seen as the end.
 */
export function attemptState(local: Local, ref: AttemptRef): AttemptState {
  const directory = join(local.root, ref.directory);
  const claim = readClaim(join(directory, attemptFiles.claim));
  if (claim === null) return { type: "unclaimed" };
  if (claim === "unreadable") return { type: "dead", detail: "its claimant died while it claimed" };
  if (claim.forbidden) return { type: "dead", detail: `forbidden by the owner of epoch ${claim.epoch}` };
  if (isAlive(local, claim)) return { type: "running", identity: { pid: claim.pid, started: claim.started } };
  const outcome = parseOutcome(textOf(local, join(directory, attemptFiles.outcome)) ?? "");
  if (outcome?.attempt === ref.attempt) return { type: "ended", outcome };
  return { type: "dead", detail: `supervisor ${claim.pid} died without an outcome${complaint(local, directory)}` };
}

/** Whether a claim's process is the one that claimed. */
export function isAlive(local: Local, claim: Pick<Claim, "pid" | "started">): boolean {
  return local.proc.identify(claim.pid)?.started === claim.started;
}

/** A file's text, null when there is none. */
export function textOf(local: Local, path: string): string | null {
  try {
    return new TextDecoder().decode(local.fs.read(path));
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR")) return null;
    throw error;
  }
}

function complaint(local: Local, directory: string): string {
  const text = textOf(local, join(directory, attemptFiles.complaints))?.trim() ?? "";
  return text === "" ? "" : `: ${text.split("\n").slice(0, 3).join(" ")}`;
}
