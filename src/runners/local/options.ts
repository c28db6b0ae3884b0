import type { Clock } from "../../kernel/ports/clock.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { RealProc } from "../../kernel/real/proc.ts";
import type { Environment } from "../child-environment.ts";
import type { SupervisorCommand } from "./supervisor-command.ts";

/** What stages on this machine are launched with. */
export interface LocalDispatchOptions {
  /** The workspace root, absolute. */
  root: string;
  /** See `workspaceToken`. */
  token: string;
  fs: Fs;
  clock: Clock;
  proc: RealProc;
  /** The runtime's own environment: children get what is allowed of it, reports lose its secrets. */
  env: Environment;
  /** Default: this runtime, or this executable where it is compiled. */
  supervisor?: SupervisorCommand;
}

/** The same, with defaults filled in. */
export type Local = Required<LocalDispatchOptions>;
