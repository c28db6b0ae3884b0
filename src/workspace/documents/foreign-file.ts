import { isSafeId } from "../../work/ids.ts";
import { type DocumentDirectory, documentDirectories } from "../directory-of.ts";
import { absolute, type Desk, type Place, shown } from "./desk.ts";
import { readDocument, textOf } from "./read-document.ts";
import type { DocumentProblem, IncomingDocument } from "./report.ts";
import type { Sightings } from "./sightings.ts";

export type ForeignFile =
  | { kind: "incoming"; document: IncomingDocument }
  | { kind: "problem"; problem: DocumentProblem }
  | { kind: "gone" };

/** What a file is that belongs to no item: work to be taken, or something that is left alone. Touches nothing. */
export function foreignFile(desk: Desk, directory: DocumentDirectory, place: Place, sightings: Sightings): ForeignFile {
  const path = absolute(desk, place);
  const facts = desk.fs.facts(path);
  if (facts === null) return { kind: "gone" };
  const read = readDocument(desk.fs, path, facts);
  if (!read.ok && read.gone) return { kind: "gone" };
  if (!read.ok) return refuse(place, read.problem, read.fix);
  if (!directory.intake) return refuse(place, "No work item has this name", `Move it to ${intakeOf(directory)}, or remove it`);
  const id = place.name.slice(0, -3);
  if (!isSafeId(id)) return refuse(place, "Its name cannot be an id", "Use only letters, digits, '.', '_' and '-'");
  const text = textOf(read.bytes);
  if (text === null) return refuse(place, "It is not UTF-8 text", "Save it as UTF-8");
  const stable = sightings.isStable(place, facts, desk.clock.wall());
  return { kind: "incoming", document: { path: shown(place), kind: directory.kind, id, text, revision: read.revision, stable } };
}

function refuse(place: Place, problem: string, fix: string): ForeignFile {
  return { kind: "problem", problem: { path: shown(place), problem, fix } };
}

function intakeOf({ kind }: DocumentDirectory): string {
  const intake = documentDirectories.find((directory) => directory.kind === kind && directory.intake);
  return shown({ directory: intake?.path ?? "", name: "" });
}
