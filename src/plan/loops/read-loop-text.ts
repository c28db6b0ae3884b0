import { readToml } from "../../work/toml/read-toml.ts";
import type { PlanProblem } from "../problem.ts";

type ReadLoop = { ok: true; value: unknown; lineOf: (path: string) => number | undefined } | { ok: false; problems: PlanProblem[] };

/** Parses a loop document, TOML or JSON by its file's ending. Lines are known for TOML only. */
export function readLoopText(text: string, file: string): ReadLoop {
  const plain = text.replace(/^\uFEFF/, "");
  if (file.endsWith(".json")) return readJson(plain, file);
  const toml = readToml(plain);
  if (toml.ok) return { ok: true, value: toml.table, lineOf: (path) => nearestLine(toml.lines, path) };
  const { line, column, problem } = toml;
  const fix = "Mend the TOML there; text values need quotes";
  return { ok: false, problems: [{ code: "plan.bad-loop", path: "", message: problem, fix, file, line, column }] };
}

/** The machines write paths with indices, `stages.checker.on.FIX_NEEDED[0].to`: the line is that of the nearest key above. */
function nearestLine(lines: ReadonlyMap<string, number>, path: string): number | undefined {
  for (let rest = path; rest !== ""; rest = rest.replace(/(?:^|\.)[^.[\]]*$|\[\d+\]$/, "")) {
    const line = lines.get(rest);
    if (line !== undefined) return line;
  }
  return undefined;
}

function readJson(text: string, file: string): ReadLoop {
  try {
    return { ok: true, value: JSON.parse(text), lineOf: () => undefined };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {
      ok: false,
      problems: [{ code: "plan.bad-loop", path: "", message: `It is not JSON (${error.message})`, fix: "Mend it", file }],
    };
  }
}
