import { isFsError } from "../../kernel/fs-error.ts";
import { slugOf } from "../../work/slug.ts";
import { relativeLayout } from "../layout.ts";
import type { Desk } from "./desk.ts";
import { directoryProblem } from "./directory-problem.ts";
import { EMPTY } from "./foreign-file.ts";
import { readDocument, textOf } from "./read-document.ts";
import type { DocumentsReport } from "./report.ts";
import { ABSENT } from "./scan.ts";
import { asideName } from "./set-aside.ts";
import type { Sightings } from "./sightings.ts";

/** Relative to the workspace. */
export const INBOX = relativeLayout.ideasInbox;

type Report = Pick<DocumentsReport, "incoming" | "invalid" | "problems" | "aside" | "scanned">;

/** Whether the inbox is to be looked at, as `isDue` judges by the time of its last change. */
export function isInboxDue(desk: Desk, root: string, isDue: (modified: number) => boolean): boolean {
  const problem = directoryProblem(desk.fs, root, INBOX);
  return isDue((problem === null ? desk.fs.facts(`${root}/${INBOX}`)?.modified : null) ?? ABSENT);
}

/**
 * Looks into `ideas/inbox` at the root of the workspace, where the older tools took ideas from: what lies there may be plain
 * text and have any name. The directory is the operator's: it is never made, and what is no idea is left alone.
 */
export function lookIntoInbox(desk: Desk, root: string, sightings: Sightings, report: Report): void {
  const home = `${root}/${INBOX}`;
  const problem = directoryProblem(desk.fs, root, INBOX);
  report.scanned.push(INBOX);
  if (problem?.includes("symbolic"))
    report.problems.push({
      path: INBOX,
      kind: "unusable",
      item: null,
      problem: "It is a symbolic link, which is not followed",
      fix: "Put a directory in its place",
    });
  if (problem !== null) return;
  for (const name of namesIn(desk, home, report)) {
    if (name.startsWith(".")) continue;
    if (asideName(name)?.kind === "invalid") report.aside.push({ path: `${INBOX}/${name}`, kind: "invalid", item: null });
    else if (name.endsWith(".md")) lookAt(desk, home, name, sightings, report);
  }
}

function lookAt(desk: Desk, home: string, name: string, sightings: Sightings, report: Report): void {
  const path = `${INBOX}/${name}`;
  const facts = desk.fs.facts(`${home}/${name}`);
  if (facts === null) return;
  const read = readDocument(desk.fs, `${home}/${name}`, facts);
  if (!read.ok && read.gone) return;
  if (!read.ok && read.kind !== "too-large") {
    const { kind, problem, fix } = read;
    report.problems.push({ path, kind, item: null, problem, fix });
    return;
  }
  // As it is after it was read: one that was replaced meanwhile is not stable.
  const { size, modified } = desk.fs.facts(`${home}/${name}`) ?? facts;
  const stable = sightings.isWhole(path, INBOX, { ...facts, size, modified }, desk.clock.wall());
  const text = read.ok ? textOf(read.bytes) : null;
  if (!read.ok || text === null) {
    const { problem, fix } = read.ok ? { problem: "It is not UTF-8 text", fix: "Save it as UTF-8" } : read;
    report.invalid.push({ path, revision: read.ok ? read.revision : null, problem, fix, stable });
    return;
  }
  if (stable && text === "") {
    report.problems.push({ path, kind: "empty", item: null, ...EMPTY });
    return;
  }
  const { revision } = read;
  report.incoming.push({ path, kind: "idea", id: slugOf(name.slice(0, -3)), inbox: true, modified, text, revision, stable });
}

function namesIn(desk: Desk, home: string, report: Report): string[] {
  try {
    return desk.fs.list(home);
  } catch (error) {
    if (!isFsError(error)) throw error;
    const problem = `It cannot be listed (${error.code})`;
    report.problems.push({ path: INBOX, kind: "unreadable", item: null, problem, fix: "Make it a directory that this user can list" });
    return [];
  }
}
