import type { ManifestProblem, ParsedManifest } from "./parsed-manifest.ts";
import { type ManifestDraft, settleManifest } from "./settle-manifest.ts";

/**
 * Reads the staging manifest of Millrace 0.5: a small part of YAML, `version: 1`, and the lists `paths:` and
 * `optional_paths:`, with comments and quotes. Anything else is a problem, as it was there.
 */
export function parseOlderManifest(text: string): ParsedManifest {
  const drafts: ManifestDraft[] = [];
  const problems: ManifestProblem[] = [];
  let list: "paths" | "optional_paths" | null = null;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const content = withoutComment(raw);
    if (content.trim() === "") continue;
    const key = /^([A-Za-z_]+):\s*(.*)$/.exec(content);
    const element = /^\s*-\s+(.+)$/.exec(content);
    if (key?.[1] === "version") {
      list = null;
      if (unquoted(key[2] ?? "") !== "1")
        problems.push({ path: "version", message: `Version ${key[2]} is not known`, fix: "Write version: 1", line });
    } else if (key && (key[1] === "paths" || key[1] === "optional_paths") && /^(\[\s*\])?$/.test(key[2] ?? "")) {
      list = key[1];
    } else if (element && list !== null) {
      drafts.push({ path: unquoted(element[1] ?? ""), required: list === "paths", line });
    } else {
      const fix = "Write version, paths: and optional_paths: with a list below each, or a manifest in TOML";
      problems.push({ path: "", message: `"${content.trim()}" is not understood`, fix, line });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : settleManifest(drafts, []);
}

/** A "#" begins a comment at the start of a line or after a space, outside quotes. */
function withoutComment(line: string): string {
  const found = /^((?:[^"'#]|"[^"]*"|'[^']*'|(?<=\S)#)*?)(?:^|\s)#.*$/.exec(line);
  return (found ? (found[1] ?? "") : line).trimEnd();
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(["'])(.*)\1$/.exec(trimmed);
  return quoted ? (quoted[2] ?? "") : trimmed;
}
