import { isSafeId } from "../../work/ids.ts";
import { type DocumentDirectory, documentDirectories } from "../directory-of.ts";
import { absolute, type Desk, type Place, shown } from "./desk.ts";
import { readDocument, textOf } from "./read-document.ts";
import type { DocumentProblem, IncomingDocument, InvalidDocument } from "./report.ts";
import type { Sightings } from "./sightings.ts";

export type ForeignFile =
  | { kind: "incoming"; document: IncomingDocument }
  | { kind: "invalid"; document: InvalidDocument }
  | { kind: "problem"; problem: DocumentProblem }
  | { kind: "gone" };

/** It was made to be written: that may yet come. */
export const EMPTY = { problem: "It is empty", fix: "Write it, or remove it" } as const;

/** What a file is that belongs to no item: work to be taken, no work at all, or something that is left alone. Touches nothing. */
export function foreignFile(desk: Desk, directory: DocumentDirectory, place: Place, sightings: Sightings): ForeignFile {
  const path = absolute(desk, place);
  const facts = desk.fs.facts(path);
  if (facts === null) return { kind: "gone" };
  const left = (kind: DocumentProblem["kind"], problem: string, fix: string): ForeignFile => ({
    kind: "problem",
    problem: { path: shown(place), kind, item: null, problem, fix },
  });
  if (!directory.intake && facts.kind === "file")
    return left("misplaced", "No work item has this name", `Move it to ${intakeOf(directory)}, or remove it`);
  const read = readDocument(desk.fs, path, facts);
  if (!read.ok && read.gone) return { kind: "gone" };
  if (!read.ok && read.kind !== "too-large") return left(read.kind, read.problem, read.fix);
  // As it is after it was read: one that was replaced meanwhile is not stable.
  const { size, modified } = desk.fs.facts(path) ?? facts;
  const stable = sightings.isStable(place, { ...facts, size, modified }, desk.clock.wall());
  const revision = read.ok ? read.revision : null;
  const invalid = (problem: string, fix: string): ForeignFile => ({
    kind: "invalid",
    document: { path: shown(place), revision, problem, fix, stable },
  });
  if (!read.ok) return invalid(read.problem, read.fix);
  if (stable && read.bytes.length === 0) return left("empty", EMPTY.problem, EMPTY.fix);
  const id = place.name.slice(0, -3);
  if (!isSafeId(id)) return invalid("Its name cannot be an id", "Use only letters, digits, '.', '_' and '-'");
  const text = textOf(read.bytes);
  if (text === null) return invalid("It is not UTF-8 text", "Save it as UTF-8");
  const document = { path: shown(place), kind: directory.kind, id, inbox: false, modified, text, revision: read.revision, stable };
  return { kind: "incoming", document };
}

function intakeOf({ kind }: DocumentDirectory): string {
  const intake = documentDirectories.find((directory) => directory.kind === kind && directory.intake);
  return shown({ directory: intake?.path ?? "", name: "" });
}
