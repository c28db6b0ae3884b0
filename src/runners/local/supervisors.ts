import { join } from "node:path";
import type { SpawnedProcess } from "../../kernel/ports/proc.ts";
import { attemptFiles } from "../attempt-files.ts";
import { childEnvironment } from "../child-environment.ts";
import type { Local } from "./options.ts";

/** Starts supervisors, keeping one ready ahead of its order once asked to. */
export interface Supervisors {
  /** The spare, told to launch the attempt in `directory` (absolute); null when there is none. */
  useSpare(directory: string, env: Record<string, string>): SpawnedProcess | null;
  /** A supervisor of its own for the attempt. Throws the platform's error. */
  startCold(directory: string, env: Record<string, string>): SpawnedProcess;
  warm(): void;
  close(): void;
}

interface Spare {
  child: SpawnedProcess;
  alive: boolean;
}

/** How long after a launch the next spare is started, so that it does not take the processor from the stage's own start. */
const RENEW_MILLIS = 150;

/** Bun takes .env and bunfig.toml from the directory it is started in: in a workspace, a stage could have written them. */
const NEUTRAL_DIRECTORY = "/";

export function newSupervisors(local: Local): Supervisors {
  const base = childEnvironment(local.env, [], {});
  let spare: Spare | null = null;
  let renewing: ReturnType<typeof setTimeout> | null = null;
  let wanted = false;

  const spawn = (last: readonly string[], env: Record<string, string>, stdin: "ignore" | "pipe", complaints: string): SpawnedProcess => {
    const { execPath, args } = local.supervisor;
    const child = local.proc.spawn({
      argv: [execPath, ...args, ...last],
      cwd: NEUTRAL_DIRECTORY,
      env,
      stdin,
      stdout: "ignore",
      stderr: complaints,
    });
    child.unref();
    return child;
  };
  const newSpare = (): Spare | null => {
    try {
      return { child: spawn(["--spare", String(process.pid)], base, "pipe", "ignore"), alive: true };
    } catch {
      return null; // no room for another process now: the next start is cold, and says so if it fails too
    }
  };
  const warm = (): void => {
    if (!wanted || spare?.alive) return;
    const next = newSpare();
    if (!next) return;
    void next.child.ended.finally(() => {
      next.alive = false;
    });
    spare = next;
  };
  const renew = (): void => {
    if (!wanted || renewing) return;
    renewing = setTimeout(() => {
      renewing = null;
      warm();
    }, RENEW_MILLIS);
    renewing.unref();
  };
  return {
    useSpare(directory, env) {
      const ready = spare?.alive ? spare.child : null;
      spare = null;
      renew();
      ready?.write(`${JSON.stringify({ directory, env })}\n`);
      return ready;
    },
    startCold: (directory, env) => spawn([directory], env, "ignore", join(directory, attemptFiles.complaints)),
    warm() {
      wanted = true;
      warm();
    },
    close() {
      wanted = false;
      if (renewing) clearTimeout(renewing);
      renewing = null;
      spare?.child.closeStdin();
      spare = null;
    },
  };
}
