import { isAbsolute, join, normalize } from "node:path";
import { isObject } from "../../events/is-object.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { listSegments } from "../../log/layout.ts";
import { readToml } from "../../work/toml/read-toml.ts";
import { relativeLayout } from "../layout.ts";
import type { OlderPlace } from "./older-workspace.ts";

/** What only the older runtimes made; the files in `state/` are ours too, in their shapes. */
const OLDER_MARKS = ["state/mailbox", "logs/runtime_events.jsonl", "historylog.md", "outline.md"];
const NEWER_LINE = ["state/learning_status.md", "state/baseline_manifest.json", "learning", "graphs"];
/** Both stores, or what its runtime kept: somebody's own `agents/tasks.md` is none of ours. */
const OLDEST_MARKS = [["tasks.md", "tasksbacklog.md"], [".runtime/state.json"]];

/** The older workspace at a directory, whose runtime must not be this one's; null when there is none. Reads only. */
export function findOlder(fs: Fs, root: string): OlderPlace | null {
  return findNamesake(fs, root) ?? findOldest(fs, root);
}

/** Millrace 0.12 to 0.16: a `millrace-agents/` without our log. */
function findNamesake(fs: Fs, root: string): OlderPlace | null {
  const tree = relativeLayout.agents;
  const has = (path: string): boolean => fs.facts(join(root, tree, path)) !== null;
  if (fs.facts(join(root, tree))?.kind !== "directory") return null;
  // A workspace of ours that lost its log is damaged, not older.
  if (has(".owner") || listSegments(fs, join(root, relativeLayout.log)).length > 0) return null;
  if (!OLDER_MARKS.some(has)) return null;
  const config = has("millrace.toml") ? relativeLayout.agentsConfig : null;
  return { line: NEWER_LINE.some(has) ? "0.16" : "0.12", root, tree, config };
}

/** Millrace 0.5: `agents/`, or what its configuration names. */
function findOldest(fs: Fs, root: string): OlderPlace | null {
  const config = fs.facts(join(root, relativeLayout.config))?.kind === "file" ? relativeLayout.config : null;
  const tree = config === null ? "agents" : treeOf(Buffer.from(fs.read(join(root, config))).toString("utf8"));
  if (tree === null || fs.facts(join(root, tree))?.kind !== "directory") return null;
  if (!OLDEST_MARKS.some((marks) => marks.every((mark) => fs.facts(join(root, tree, mark)) !== null))) return null;
  return { line: "0.5", root, tree, config };
}

function treeOf(text: string): string | null {
  const toml = readToml(text.replace(/^\uFEFF/, ""));
  const paths = toml.ok && isObject(toml.table.paths) ? toml.table.paths : {};
  const named = typeof paths.agents_dir === "string" ? normalize(paths.agents_dir).replace(/\/$/, "") : "agents";
  return isAbsolute(named) || named.startsWith("..") || named === "." || named === relativeLayout.agents ? null : named;
}
