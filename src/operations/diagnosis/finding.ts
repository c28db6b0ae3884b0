/** Something that was looked at. */
export interface Finding {
  code:
    | "runtime"
    | "workspace"
    | "access"
    | "owner"
    | "log"
    | "disk"
    | "filesystem"
    | "git"
    | "plan"
    | "processes"
    | "mailbox"
    | "clock"
    | "harness"
    | "sandbox"
    | "model";
  level: "ok" | "note" | "warning" | "error";
  what: string;
  /** What it means for the work; empty when all is well. */
  means: string;
  /** What to type; null when nothing needs to be. */
  command: string | null;
}

export function fine(code: Finding["code"], what: string): Finding {
  return { code, level: "ok", what, means: "", command: null };
}
