import type { LintFinding } from "./lint-finding.ts";
import { placeholders } from "./placeholders.ts";

/** Longest skill in characters, and longest description: the latter is always read, the former only where it is needed. */
const maxLength = 16_384;
const maxDescription = 1024;
const maxLines = 500;

/**
 * Looks at a `SKILL.md`: it begins with YAML that has its name, which is that of its folder, and a description; it is not huge,
 * holds no placeholder and no line that a runner would take for a terminal. Its links lead nowhere else in the workspace: only
 * this one file is handed to a stage.
 */
export function lintSkill(text: string, folder: string): LintFinding[] {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!head)
    return [
      { line: 1, message: "It does not begin with a name and a description", fix: "Write --- / name: … / description: … / --- first" },
    ];
  const lines = text.split("\n");
  return [
    ...identity(head[1] ?? "", folder),
    ...size(text, lines.length),
    ...lines.flatMap((line, index) => inLine(line, index + 1)),
    ...placeholders(lines),
  ];
}

function identity(head: string, folder: string): LintFinding[] {
  const of = (key: string): string => new RegExp(`^${key}:\\s*(.+)$`, "m").exec(head)?.[1]?.trim() ?? "";
  const [name, description] = [of("name"), of("description")];
  const findings: LintFinding[] = [];
  if (name !== folder)
    findings.push({ line: null, message: `Its name "${name}" is not that of its folder, "${folder}"`, fix: `Write name: ${folder}` });
  if (description === "")
    findings.push({ line: null, message: "It has no description", fix: "Say in a sentence what it is for and when to read it" });
  if (description.length > maxDescription) {
    findings.push({ line: null, message: `Its description has ${description.length} characters`, fix: `Keep it under ${maxDescription}` });
  }
  return findings;
}

function size(text: string, lines: number): LintFinding[] {
  const findings: LintFinding[] = [];
  if (text.length > maxLength)
    findings.push({ line: null, message: `It has ${text.length} characters`, fix: `Keep it under ${maxLength}` });
  if (lines > maxLines) findings.push({ line: null, message: `It has ${lines} lines`, fix: `Keep it under ${maxLines}` });
  return findings;
}

function inLine(text: string, line: number): LintFinding[] {
  const findings: LintFinding[] = [];
  if (/^#{3}\s+[A-Z][A-Z0-9_]+\s*$/.test(text)) {
    findings.push({ line, message: "An agent that repeats this line reports a terminal", fix: "Write the heading with small letters" });
  }
  for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (target.startsWith("#") || /^[a-z]+:/.test(target)) continue;
    findings.push({
      line,
      message: `The link "${target}" leads to a file that no stage is given`,
      fix: "Only SKILL.md is handed over: take in what is needed",
    });
  }
  return findings;
}
