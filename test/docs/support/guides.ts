import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The checkout. */
export const house: string = resolve(import.meta.dirname, "../../..");

/** The texts that a reader follows, relative to the checkout. */
export const guides = [
  "docs/skills/millrace-ops-agent-manual/SKILL.md",
  "docs/skills/millrace-ops-agent-manual/references/after-a-fault.md",
  "docs/skills/millrace-ops-agent-manual/references/json-answers.md",
  "docs/skills/millrace-loop-authoring/SKILL.md",
  "docs/loop-authoring.md",
  "docs/operating.md",
] as const;

export function textOf(guide: string): string {
  return readFileSync(join(house, guide), "utf8");
}
