import { type LimitRef, type LoopDefinition, type LoopState, type Plane, planes, type StageRule } from "../definition.ts";
import { readBranches } from "./read-branches.ts";
import { readFinal } from "./read-final.ts";
import { readStage } from "./read-stage.ts";
import { type Report, show, type Table } from "./report.ts";

/** The definition that a document describes, as far as it can be read; whatever cannot is in the report. */
export function readDocument(report: Report, document: Table): LoopDefinition {
  report.onlyKeys("", document, ["id", "plane", "version", "entries", "limits", "stages", "choices", "finals"]);
  const id = report.string("id", document.id, 'Write e.g. id = "execution.review".') ?? "";
  const section = (name: string, needed: boolean, fix: string): [string, unknown][] =>
    document[name] === undefined && !needed ? [] : Object.entries(report.table(name, document[name], fix) ?? {});

  const states: Record<string, LoopState<LimitRef>> = {};
  const stages: Record<string, StageRule> = {};
  const addState = (path: string, name: string, state: LoopState<LimitRef>) => {
    if (Object.hasOwn(states, name)) report.add("loop.bad-name", path, `The state "${name}" is declared twice.`, "Rename one of them.");
    states[name] = state;
  };
  for (const [name, value] of section("stages", true, "Write a table for each stage, e.g. [stages.builder].")) {
    const { rule, state } = readStage(report, name, value);
    stages[name] = rule;
    addState(`stages.${name}`, name, state);
  }
  for (const [name, value] of section("choices", false, "Write e.g. [choices], recovering = [ … ].")) {
    addState(`choices.${name}`, name, { always: readBranches(report, `choices.${name}`, value, null) });
  }
  for (const [name, value] of section("finals", false, 'Write e.g. [finals], done = "done".')) {
    addState(`finals.${name}`, name, readFinal(report, name, value));
  }
  const entries: Record<string, string> = {};
  for (const [kind, value] of section("entries", true, 'Write e.g. [entries], task = "builder".')) {
    const stage = report.string(`entries.${kind}`, value, "Name the stage in which work of this kind begins.");
    if (stage !== null) entries[kind] = stage;
  }
  const limits: Record<string, number> = {};
  for (const [name, value] of section("limits", false, "Write e.g. [limits], fixCycles = 2.")) {
    if (typeof value === "number") limits[name] = value;
    else report.add("loop.bad-limit", `limits.${name}`, `The limit "${name}" is ${show(value)}.`, "Write a whole number.");
  }
  const initial = Object.values(entries)[0] ?? "";
  return {
    id,
    plane: readPlane(report, id, document.plane),
    version: readVersion(report, document.version),
    entries,
    limits,
    stages,
    machine: { id, initial, states },
  };
}

/** The plane may be left out: the id begins with it. */
function readPlane(report: Report, id: string, value: unknown): Plane {
  const [prefix] = id.split(".");
  const name = value === undefined ? prefix : report.string("plane", value, `Write one of ${planes.join(", ")}.`);
  // An unknown name is kept, so that the check of identity names it.
  return planes.find((plane) => plane === name) ?? ((name ?? "execution") as Plane);
}

function readVersion(report: Report, value: unknown): number {
  if (value === undefined) return 1;
  if (typeof value === "number") return value;
  report.add("loop.wrong-type", "version", `"version" is ${show(value)}, not a number.`, "Write version = 1.");
  return 1;
}
