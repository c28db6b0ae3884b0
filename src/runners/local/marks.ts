import { join } from "node:path";
import type { ProcessIdentity } from "../../kernel/ports/proc.ts";
import { attemptFiles } from "../attempt-files.ts";
import { readClaim } from "../claim.ts";
import type { AttemptRef } from "../contract/stage-dispatch.ts";
import type { TreeMarks } from "../process-tree.ts";
import { treeMark } from "../tree-mark.ts";
import { isAlive, textOf } from "./attempt-state.ts";
import type { Local } from "./options.ts";

/** Value of MILLRACE_ATTEMPT_TOKEN for an attempt of a workspace. */
export function attemptToken(local: Local, attempt: string): string {
  return `${local.token}:${attempt}`;
}

/** By what an attempt's processes are known, from the files that it left. */
export function marksOf(local: Local, ref: AttemptRef): TreeMarks {
  const directory = join(local.root, ref.directory);
  const claim = readClaim(join(directory, attemptFiles.claim));
  const alive = claim !== null && claim !== "unreadable" && !claim.forbidden && isAlive(local, claim);
  return {
    token: attemptToken(local, ref.attempt),
    mark: treeMark(attemptToken(local, ref.attempt)),
    leaders: leadersIn(textOf(local, join(directory, attemptFiles.processes))).filter((one) => carriesOrGone(local, ref, one)),
    supervisor: alive ? claim.pid : null,
  };
}

/** The file lies where the stage can write: a live process is only believed to be ours when it carries the token or the mark. */
function carriesOrGone(local: Local, ref: AttemptRef, leader: ProcessIdentity): boolean {
  if (!local.proc.seesEnvironments || local.proc.identify(leader.pid) === null) return true;
  const token = attemptToken(local, ref.attempt);
  return local.proc.variable(leader.pid, "MILLRACE_ATTEMPT_TOKEN") === token || local.proc.mark(leader.pid) === treeMark(token);
}

function leadersIn(text: string | null): ProcessIdentity[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("leaders" in value) || !Array.isArray(value.leaders)) return [];
    return value.leaders.filter(isIdentity);
  } catch {
    return []; // damaged: the token finds them
  }
}

function isIdentity(value: unknown): value is ProcessIdentity {
  return (
    typeof value === "object" && value !== null && "pid" in value && typeof value.pid === "number" && value.pid > 1 && "started" in value
  );
}
