import type { z as Zod } from "zod";

const typeNames: Readonly<Record<string, string>> = {
  string: "text in quotes",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a table",
  record: "a table",
};

/** What a schema wanted, in words, and what to do. */
export function expectation(issue: Zod.core.$ZodIssue): { expected: string; fix: string } {
  if (issue.code === "invalid_type") return say(typeNames[issue.expected] ?? issue.expected);
  if (issue.code === "too_small") return say(sized(issue.origin, "at least", Number(issue.minimum)));
  if (issue.code === "too_big") return say(sized(issue.origin, "at most", Number(issue.maximum)));
  if (issue.code === "invalid_value") return say(`one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`);
  if (issue.code === "invalid_key" || issue.code === "invalid_format") {
    return { expected: "a valid name", fix: "Use letters, digits and underscores, beginning with a letter" };
  }
  return { expected: issue.message, fix: "Correct the value" };
}

function say(expected: string): { expected: string; fix: string } {
  return { expected, fix: `Write ${expected}` };
}

function sized(origin: string, bound: string, size: number): string {
  if (origin === "array") return `a list of ${bound} ${size} ${size === 1 ? "entry" : "entries"}`;
  return origin === "string" ? `text of ${bound} ${size} ${size === 1 ? "character" : "characters"}` : `a number of ${bound} ${size}`;
}
