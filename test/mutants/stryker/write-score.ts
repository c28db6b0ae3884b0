import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parts } from "./parts.ts";
import type { Score } from "./score.ts";

const file = "test/mutants/score.json";
const begin = "<!-- mutation score: written by `bun run mutate` -->";
const end = "<!-- end of mutation score -->";
const scores = z.record(z.string(), z.object({ mutants: z.number(), survived: z.number(), ignored: z.number(), percent: z.number() }));

/** Notes the score of one part, and writes the table of all of them into CONTRIBUTING.md. */
export function writeScore(root: string, name: string, score: Score): void {
  const known = scores.parse(JSON.parse(readFileSync(join(root, file), "utf8")));
  const now = { ...known, [name]: score };
  const ordered = Object.fromEntries(Object.keys(parts).flatMap((part) => (now[part] ? [[part, now[part]]] : [])));
  writeFileSync(join(root, file), `${JSON.stringify(ordered, null, 2)}\n`);
  const page = join(root, "CONTRIBUTING.md");
  const text = readFileSync(page, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`CONTRIBUTING.md has no place for the table, between ${begin} and ${end}`);
  writeFileSync(page, `${text.slice(0, from)}${begin}\n\n${tableOf(ordered)}\n\n${text.slice(to)}`);
}

/** The scores as a Markdown table. */
function tableOf(all: Readonly<Record<string, Score>>): string {
  const rows = Object.entries(all).map(
    ([name, { mutants, survived, ignored, percent }]) =>
      `| \`${name}\` | ${mutants} | ${survived} | ${ignored} | ${percent.toFixed(1)} % |`,
  );
  return ["| part | mutants | survived | ignored | found |", "|---|---|---|---|---|", ...rows].join("\n");
}
