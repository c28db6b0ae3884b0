import { nearest, suggest } from "../check/nearest.ts";
import { type AuthoredRule, below, remembered } from "../rules.ts";
import { type Report, show } from "./report.ts";

const howTo = 'Write when = "counterBelow fixCycles", when = { counter = "fixCycles", limit = 2 } or when = "remembered checker".';
const guardNames = ["counterBelow", "remembered"];

/** A condition: `"counterBelow <counter> [<limit>]"`, `{counter, limit?}`, `"remembered <stage>"` or `{remembered}`. */
export function readGuard(report: Report, path: string, value: unknown): AuthoredRule | null {
  if (typeof value === "string") return readWords(report, path, value);
  const table = report.table(path, value, howTo);
  if (!table) return null;
  report.onlyKeys(path, table, ["counter", "limit", "remembered"]);
  const { counter, limit, remembered: stage } = table;
  if (typeof stage === "string" && counter === undefined && limit === undefined) return remembered(stage);
  if (typeof counter !== "string" || stage !== undefined) return bad(report, path, show(value));
  if (limit === undefined) return below(counter);
  return typeof limit === "string" || typeof limit === "number" ? below(counter, limit) : bad(report, `${path}.limit`, show(limit));
}

function readWords(report: Report, path: string, text: string): AuthoredRule | null {
  const [name = "", first, second, ...rest] = text.trim().split(/\s+/);
  const given = name.replace(/@1$/, "");
  const guard = guardNames.includes(given) ? given : nearest(given, guardNames);
  if (guard !== given) {
    const message = `The condition "${text}" begins with "${name}", which is not known.`;
    report.add("loop.bad-rule", path, message, `${suggest(name, guardNames)} ${howTo}`);
    if (guard === null) return null;
  }
  if (first === undefined || rest.length > 0) return bad(report, path, show(text));
  if (guard === "remembered") return second === undefined ? remembered(first) : bad(report, path, show(text));
  return below(first, second === undefined ? first : /^\d+$/.test(second) ? Number(second) : second);
}

function bad(report: Report, path: string, shown: string): null {
  report.add("loop.bad-rule", path, `The condition ${shown} cannot be read.`, howTo);
  return null;
}
