import type { ProcessIdentity } from "../kernel/ports/proc.ts";
import type { RealProc } from "../kernel/real/proc.ts";
import type { ProcessRow } from "../kernel/real/proc-table.ts";

/** By what an attempt's processes are known. */
export interface TreeMarks {
  /** Value of MILLRACE_ATTEMPT_TOKEN. */
  token: string;
  /** See `treeMark`. */
  mark: number;
  /** Leaders of the sessions that its steps were started in, alive or not. */
  leaders: readonly ProcessIdentity[];
  /** Its supervisor, whose descendants belong to it; null once it is dead. */
  supervisor: number | null;
}

/** Variable that every process of an attempt inherits: `<workspace token>:<attempt>`. */
export const tokenVariable = "MILLRACE_ATTEMPT_TOKEN";

/**
 * The live processes of an attempt: the sessions of its steps, what descends from its supervisor (also what was orphaned
 * and came to it as the subreaper), what carries its token or its mark wherever it went, and all that descends from any of these.
 */
export function treeMembers(proc: RealProc, marks: TreeMarks): ProcessRow[] {
  const rows = proc.table();
  const started = new Map(rows.map((row) => [row.pid, row.started]));
  // A number is not given anew while a session of it lives; a leader that differs means that ours is long gone.
  const sessions = new Set(marks.leaders.filter(({ pid, started: at }) => (started.get(pid) ?? at) === at).map(({ pid }) => pid));
  const carries = (pid: number): boolean => proc.variable(pid, tokenVariable) === marks.token || proc.mark(pid) === marks.mark;
  const members = new Set(
    rows.filter((row) => sessions.has(row.session) || sessions.has(row.group) || carries(row.pid)).map(({ pid }) => pid),
  );
  addDescendants(rows, members, marks.supervisor);
  members.delete(process.pid);
  if (marks.supervisor !== null) members.delete(marks.supervisor);
  return rows.filter((row) => members.has(row.pid));
}

function addDescendants(rows: readonly ProcessRow[], members: Set<number>, supervisor: number | null): void {
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const { pid, parent } of rows) if (parent === supervisor || members.has(parent)) members.add(pid);
  }
}
