/** What a stage or a check may reach of the machine, as the plan states it: held by the operating system, not by anybody's word. */
export interface Sandbox {
  /** Of the workspace it may in no case write what decides about its work. */
  workspace: "write" | "read";
  /** What it may write beside the workspace: `~/…`, absolute, or relative to the workspace. */
  write: string[];
  /** What it does not get to see, in the same words. */
  hide: string[];
  /** "none" leaves not even loopback; a list names hosts, with a port or without, that are reached through a proxy. */
  network: "all" | "none" | string[];
  /** Where its harness keeps state and login: what the variable says, or else this path. It may write there. */
  homes: SandboxHome[];
}

export interface SandboxHome {
  /** Null where no variable names it. */
  variable: string | null;
  otherwise: string;
  /** Of a file: it is left out where there is none yet. A directory is made. */
  file?: boolean | undefined;
}
