import { isObject } from "../../../events/is-object.ts";
import { emptyFields } from "../../../work/empty-fields.ts";
import { firstHeading } from "../../../work/lines.ts";
import type { WorkKind } from "../../../work/work-document.ts";
import type { OlderItem, OlderPhase } from "../older-workspace.ts";
import { textIn } from "../text-values.ts";
import type { FoundFile, TreeReader } from "../tree-reader.ts";

const FOLDERS: readonly (readonly [string, WorkKind, OlderPhase, string | null])[] = [
  ["ideas/raw", "idea", "queued", null],
  ["ideas/staging", "idea", "queued", null],
  ["ideas/specs", "spec", "queued", null],
  ["ideas/specs_reviewed", "spec", "queued", null],
  ["ideas/incidents/incoming", "incident", "queued", null],
  ["ideas/incidents/working", "incident", "active", null],
  ["ideas/incidents/resolved", "incident", "done", null],
  ["ideas/incidents/archived", "incident", "archived", "it was archived there"],
  ["ideas/blockers/incoming", "incident", "queued", null],
  ["ideas/blockers/working", "incident", "active", null],
  ["ideas/blockers/resolved", "incident", "done", null],
  ["ideas/blockers/archived", "incident", "archived", "it was archived there"],
  ["ideas/archive", "idea", "archived", "it was archived there"],
  ["ideas/archive/raw", "idea", "archived", "it was taken in there"],
  ["ideas/archived", "idea", "archived", "it was archived there"],
  ["ideas/finished", "idea", "done", "it was finished there"],
  ["ideas/later", "idea", "archived", "it was put off there"],
  ["ideas/nonviable", "idea", "archived", "it was found not viable there"],
  ["ideas/ambiguous", "idea", "archived", "it was found ambiguous there"],
];

const ID_KEYS: Readonly<Partial<Record<WorkKind, readonly string[]>>> = {
  idea: ["idea_id", "goal_id", "id"],
  spec: ["spec_id"],
  incident: ["incident_id"],
};

/** The documents in the folders of research: front matter of `key: value` lines, and text. */
export function readFolders(reader: TreeReader): OlderItem[] {
  const cut = specsThatBecameTasks(reader);
  return FOLDERS.flatMap(([folder, kind, phase, reason]) =>
    reader.documents(folder).map((file): OlderItem => {
      const item = itemOf(file, kind, phase, reason);
      if (kind !== "spec" || !cut.has(item.id)) return item;
      return { ...item, phase: "done", reason: "it was cut into tasks there" };
    }),
  );
}

function itemOf({ name, path, text }: FoundFile, kind: WorkKind, phase: OlderPhase, reason: string | null): OlderItem {
  const front = frontMatter(text);
  const stem = name.slice(0, -3);
  const key = ID_KEYS[kind]?.find((one) => front.has(one));
  const id = (key && front.get(key)) || stem;
  const title = front.get("title") || firstHeading(text.split(/\r?\n/)) || stem;
  const fields = { ...emptyFields(title.slice(0, 300)), root: null };
  return { kind, phase, id, path, text, fields, reason, by: kind === "idea" ? null : "runtime", at: front.get("created_at") ?? null };
}

function frontMatter(text: string): Map<string, string> {
  const values = new Map<string, string>();
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (lines[0]?.trim() !== "---") return values;
  for (const line of lines.slice(1)) {
    if (line.trim() === "---") return values;
    const [, key, value] = /^([A-Za-z_]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (key && value) values.set(key, value.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return new Map();
}

function specsThatBecameTasks(reader: TreeReader): Set<string> {
  const state = reader.json(".research_runtime/spec_family_state.json");
  const specs = isObject(state) && isObject(state.specs) ? Object.entries(state.specs) : [];
  return new Set(specs.filter(([, spec]) => textIn(spec, "status") === "decomposed").map(([id]) => id));
}
