import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rawName } from "../../../src/delivery/git/text.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { noteAttributes } from "../attributes.ts";
import { parentsOf } from "../covers.ts";
import type { GitFacts } from "../facts.ts";
import { type IgnorePattern, ignorePattern } from "./ignore-pattern.ts";

interface Rules {
  directory: string;
  patterns: IgnorePattern[];
}

/** What git ignores in a worktree: `.gitignore` in every directory, `info/exclude` and `core.excludesFile` (gitignore(5)). */
export class Ignores {
  private readonly facts: GitFacts;
  /** In order of growing weight. */
  private readonly general: Rules[];
  private readonly own = new Map<string, Rules>();
  private readonly directories = new Map<string, boolean>();

  constructor(facts: GitFacts) {
    this.facts = facts;
    const files = [...(facts.excludesFile === null ? [] : [facts.excludesFile]), join(facts.commonDirectory, "info/exclude")];
    this.general = files.map((file) => ({ directory: "", patterns: patternsIn(file, true) }));
  }

  /** Of a path whose file is not tracked. Below an ignored directory nothing is taken up again. */
  isIgnored(path: string, isDirectory: boolean): boolean {
    return parentsOf(path).some((parent) => this.isIgnoredDirectory(parent)) || this.isIgnoredHere(path, isDirectory);
  }

  private isIgnoredDirectory(path: string): boolean {
    const known = this.directories.get(path);
    if (known !== undefined) return known;
    const ignored = this.isIgnoredHere(path, true);
    this.directories.set(path, ignored);
    return ignored;
  }

  private isIgnoredHere(path: string, isDirectory: boolean): boolean {
    // git compares bytes: latin1 text has one character for each.
    const raw = rawName(path);
    const rules = [...this.general, this.rulesOf(""), ...parentsOf(path).map((parent) => this.rulesOf(parent))];
    for (const { directory, patterns } of rules.reverse()) {
      const relative = directory === "" ? raw : raw.slice(rawName(directory).length + 1);
      for (let at = patterns.length - 1; at >= 0; at--) {
        const pattern = patterns[at];
        if (pattern && (isDirectory || !pattern.directoriesOnly) && pattern.matches(relative)) return !pattern.negated;
      }
    }
    return false;
  }

  private rulesOf(directory: string): Rules {
    const known = this.own.get(directory);
    if (known) return known;
    this.refuseConversions(directory);
    const rules = { directory, patterns: patternsIn(join(this.facts.root, directory, ".gitignore"), false) };
    this.own.set(directory, rules);
    return rules;
  }

  /** Attributes that nobody tracks yet were not seen when the adapter was chosen. */
  private refuseConversions(directory: string): void {
    const found = { filters: new Set<string>(), conversions: new Set<string>() };
    const path = join(this.facts.root, directory, ".gitattributes");
    noteAttributes(path, found);
    const [first] = [...found.filters, ...found.conversions];
    if (first !== undefined) throw new MillraceError("git.unsafe", { repository: this.facts.root, reason: `${path} asks for ${first}` });
  }
}

/** git follows no link to a `.gitignore` in the worktree. */
function patternsIn(file: string, followLinks: boolean): IgnorePattern[] {
  const facts = lstatSync(file, { throwIfNoEntry: false });
  if (!facts || (!followLinks && !facts.isFile()) || facts.isDirectory()) return [];
  return readFileSync(file, "latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .split("\n")
    .flatMap((line) => ignorePattern(line) ?? []);
}
