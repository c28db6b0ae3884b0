import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { SpawnedProcess } from "../../kernel/ports/proc.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { attemptFiles } from "../attempt-files.ts";
import { childEnvironment } from "../child-environment.ts";
import { readClaim } from "../claim.ts";
import type { StageOrder, StartAnswer } from "../contract/stage-dispatch.ts";
import { completeAtOnce } from "./complete-at-once.ts";
import { held } from "./held.ts";
import type { Local } from "./options.ts";
import { type PreparedLaunch, prepareLaunch } from "./prepare-launch.ts";
import type { Supervisors } from "./supervisors.ts";

/** A supervisor that takes this long to claim is given up: it is killed, and may never claim after that. */
const CLAIM_MILLIS = 30_000;
const KILL_MILLIS = 5000;

/** Writes the order, hands it to a supervisor and waits for its claim. `launched` learns which process it is. */
export async function launch(
  local: Local,
  supervisors: Supervisors,
  order: StageOrder,
  launched: (child: SpawnedProcess) => void,
): Promise<StartAnswer> {
  const directory = join(local.root, order.directory);
  const taken = (): StartAnswer => ({ type: "refused", reason: `attempt ${order.attempt} was claimed before` });
  if (readClaim(join(directory, attemptFiles.claim)) !== null) return taken();
  const prepared = prepareLaunch(local, order);
  if ("detail" in prepared) return { type: "failed", detail: prepared.detail };
  const inputs = tried("the attempt's directory cannot be written", () => writeInputs(local, prepared, directory));
  if (!inputs.ok) return inputs.answer;
  if (prepared.order.steps.length === 0) return completeAtOnce(local, prepared.order, directory) ?? taken();

  const { allow } = order.kind === "stage" ? order.request.env : order.env;
  const env = childEnvironment(local.env, allow, {});
  const handTo = async (child: SpawnedProcess): Promise<StartAnswer> => {
    launched(child);
    return (await claimBy(local, child, directory)) ?? (await giveUp(local, child, directory, taken));
  };
  const spare = supervisors.useSpare(directory, env);
  const answer = spare ? await handTo(spare) : null;
  if (answer !== null && answer.type !== "failed") return answer;
  // A spare may have died since it was started; the claim makes a second one safe.
  const cold = tried("the supervisor cannot be started", () => supervisors.startCold(directory, env));
  return cold.ok ? handTo(cold.value) : cold.answer;
}

function writeInputs(local: Local, prepared: PreparedLaunch, directory: string): void {
  local.fs.makeDirectory(directory);
  if (prepared.request !== null) local.fs.write(join(directory, attemptFiles.request), prepared.request);
  if (prepared.order.steps.length === 0) return;
  for (const [name, text] of Object.entries(prepared.files)) local.fs.write(join(directory, name), text);
  replaceFile(local.fs, join(directory, attemptFiles.order), JSON.stringify(prepared.order), { durable: false });
}

/** What the platform refuses before anything can have claimed the attempt is an answer, not a crash of the owner. */
function tried<Value>(what: string, act: () => Value): { ok: true; value: Value } | { ok: false; answer: StartAnswer } {
  try {
    return { ok: true, value: act() };
  } catch (error) {
    if (!isFsError(error)) throw error;
    return { ok: false, answer: { type: "failed", detail: `${what}: ${error.code}` } };
  }
}

/** Waits until the child launched the attempt; null when it will not. */
async function claimBy(local: Local, child: SpawnedProcess, directory: string): Promise<StartAnswer | null> {
  let ended = false;
  void child.ended.then(() => {
    ended = true;
  });
  const began = local.clock.monotonic();
  for (;;) {
    const last: boolean = ended;
    const claim = readClaim(join(directory, attemptFiles.claim));
    const ours = claim !== null && claim !== "unreadable" && claim.pid === child.identity.pid && !claim.forbidden;
    const waited = local.clock.monotonic() - began;
    // A supervisor that claimed and then stands still (its stage can suspend it) has started all the same.
    if (ours && (last || waited > CLAIM_MILLIS || isLaunched(local, directory)))
      return { type: "started", identity: { pid: claim.pid, started: claim.started } };
    if (last || (!ours && waited > CLAIM_MILLIS)) return null;
    await local.clock.sleep(waited < 50 ? 1 : 10);
  }
}

function isLaunched(local: Local, directory: string): boolean {
  return [attemptFiles.processes, attemptFiles.outcome].some((name) => local.fs.facts(join(directory, name)) !== null);
}

async function giveUp(local: Local, child: SpawnedProcess, directory: string, taken: () => StartAnswer): Promise<StartAnswer> {
  local.proc.signal(child.identity.pid, "KILL");
  await held(local.clock, child.ended, KILL_MILLIS);
  if (readClaim(join(directory, attemptFiles.claim)) !== null) return taken();
  return { type: "failed", detail: "the supervisor did not claim the attempt" };
}
