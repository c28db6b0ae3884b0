import { join } from "node:path";
import { shippedLoops } from "../../../machines/catalogue.ts";
import type { LoopDefinition } from "../../../machines/loop/definition.ts";
import { parseLoopDocument } from "../../../machines/loop/document/parse-loop-document.ts";
import type { LoopProblem } from "../../../machines/loop/problem.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { readText } from "../assets/read-text.ts";
import type { PlanProblem } from "../problem.ts";
import { readLoopText } from "./read-loop-text.ts";

export type LoadedLoop =
  | { ok: true; definition: LoopDefinition; origin: "workspace" | "package"; file: string | null }
  | { ok: false; problems: PlanProblem[] };

const folder = "millrace-agents/loops";

/** Finds a loop by id: the workspace's document `loops/<id>.toml` or `.json`, else the one that ships. */
export function loadLoop(fs: Fs, root: string, id: string): LoadedLoop {
  const files = [".toml", ".json"].map((ending) => `${folder}/${id}${ending}`).filter((file) => fs.facts(join(root, file)) !== null);
  const [file, other] = files;
  if (file !== undefined && other !== undefined) return bad(file, `${other} describes the same loop`, "Remove one of the two");
  if (file !== undefined) return ownLoop(fs, root, id, file);
  const definition = shippedLoops.find((loop) => loop.id === id);
  return definition ? { ok: true, definition, origin: "package", file: null } : unknown(fs, root, id);
}

/** The ids that `loadLoop` could be asked for: shipped loops, and documents by their file names. */
export function loopIds(fs: Fs, root: string): string[] {
  const own = fs.list(join(root, folder)).flatMap((name) => /^([^.].*)\.(?:toml|json)$/.exec(name)?.[1] ?? []);
  return [...new Set([...shippedLoops.map((loop) => loop.id), ...own])].sort();
}

function ownLoop(fs: Fs, root: string, id: string, file: string): LoadedLoop {
  const read = readText(fs, join(root, file));
  if (!read.ok) return bad(file, read.problem, read.fix);
  const document = readLoopText(read.text, file);
  if (!document.ok) return document;
  const parsed = parseLoopDocument(document.value, file);
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map((problem) => loopProblem(problem, file, document.lineOf)) };
  if (parsed.definition.id === id) return { ok: true, definition: parsed.definition, origin: "workspace", file };
  return bad(file, `It describes the loop "${parsed.definition.id}"`, `Name the file ${parsed.definition.id}.toml, or write id = "${id}"`);
}

function loopProblem({ code, path, message, fix }: LoopProblem, file: string, lineOf: (path: string) => number | undefined): PlanProblem {
  const inside = path.startsWith(`${file}: `) ? path.slice(file.length + 2) : path;
  const line = lineOf(inside);
  return { code, path: inside, message, fix, file, ...(line === undefined ? {} : { line }) };
}

function unknown(fs: Fs, root: string, id: string): LoadedLoop {
  const known = loopIds(fs, root);
  const near = nearest(id, known);
  const fix = near ? `Did you mean "${near}"?` : `Use one of ${known.join(", ")}, or add ${folder}/${id}.toml`;
  return { ok: false, problems: [{ code: "plan.unknown-loop", path: "loops", message: `No loop "${id}"`, fix }] };
}

function bad(file: string, message: string, fix: string): LoadedLoop {
  return { ok: false, problems: [{ code: "plan.bad-loop", path: "", message, fix, file }] };
}
