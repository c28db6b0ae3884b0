import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import type { LintFinding } from "./lint-finding.ts";
import { placeholders } from "./placeholders.ts";

/** Longest entry point in characters: it precedes everything else that an agent has to read. */
const maxLength = 16_384;

/**
 * Compares an entry point with the stage it is for: it names every legal terminal and offers no other, shows no line that
 * a runner would take for a terminal, is not empty or huge, holds no placeholder, its relative links lead to a file (`exists`,
 * asked with paths relative to `millrace-agents/`), and the skills that it names are those that the stage is given (null where
 * nobody reads it).
 */
export function lintEntrypoint(
  text: string,
  loop: FrozenLoop,
  stage: string,
  { exists, skills }: { exists: (path: string) => boolean; skills: readonly string[] | null },
): LintFinding[] {
  if (text.trim() === "") return [{ line: null, message: "It is empty", fix: "Say what the stage is to do" }];
  const legal = loop.stages[stage]?.terminals ?? [];
  const foreign = new Set(Object.values(loop.stages).flatMap((rule) => rule.terminals.filter((terminal) => !legal.includes(terminal))));
  return [
    ...size(text),
    ...unnamed(text, legal, stage),
    ...text.split("\n").flatMap((line, index) => inLine(line, index + 1, { legal, foreign, stage, exists })),
    ...placeholders(text.split("\n")),
    ...missingSkills(text, stage, skills),
  ];
}

function size(text: string): LintFinding[] {
  if (text.length <= maxLength) return [];
  return [{ line: null, message: `It has ${text.length} characters`, fix: `Keep it under ${maxLength}; move detail into skills` }];
}

function unnamed(text: string, legal: readonly string[], stage: string): LintFinding[] {
  const words = new Set(text.match(/[A-Z][A-Z0-9_]+/g));
  return legal
    .filter((terminal) => !words.has(terminal))
    .map((terminal) => ({ line: null, message: `It does not name ${terminal}`, fix: `Say when "${stage}" ends with ${terminal}` }));
}

/** An entry point names skills as `` skill `NAME` `` or `` skills `NAME` and `NAME` ``. */
function missingSkills(text: string, stage: string, given: readonly string[] | null): LintFinding[] {
  if (given === null) return [];
  const named = [...text.matchAll(/\bskills? ((?:`[\w-]+`(?:, | and )?)+)/gi)].flatMap(([, list = ""]) => list.match(/[\w-]+(?=`)/g) ?? []);
  return [...new Set(named)]
    .filter((name) => !given.includes(name))
    .map((name) => ({
      line: null,
      message: `It names the skill "${name}", which "${stage}" is not given`,
      fix: `Write skills = ["${name}"] under [stages.${stage}]`,
    }));
}

interface Against {
  legal: readonly string[];
  foreign: ReadonlySet<string>;
  stage: string;
  exists: (path: string) => boolean;
}

function inLine(text: string, line: number, { legal, foreign, stage, exists }: Against): LintFinding[] {
  const findings: LintFinding[] = [];
  const offered = /^\s*[-*] `([A-Z][A-Z0-9_]+)`/.exec(text)?.[1];
  if (offered !== undefined && foreign.has(offered)) {
    findings.push({ line, message: `It offers ${offered}, which is not legal for "${stage}"`, fix: `Legal are ${legal.join(", ")}` });
  }
  if (/^#{3}\s+[A-Z][A-Z0-9_]+\s*$/.test(text)) {
    findings.push({ line, message: "An agent that repeats this line reports a terminal", fix: "Write the heading with small letters" });
  }
  for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    const path = target.split("#")[0] ?? "";
    if (path === "" || /^[a-z]+:/.test(path) || exists(path)) continue;
    findings.push({
      line,
      message: `The link "${target}" leads nowhere`,
      fix: "Name a file under entrypoints/ or skills/, from millrace-agents/ on",
    });
  }
  return findings;
}
