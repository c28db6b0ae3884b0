import { textIn } from "../text-values.ts";

/** Why documents were set aside, by the name that they got: `invalid-artifacts.jsonl`, lines that are none are passed over. */
export function invalidReasons(text: string | null): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const line of text?.split("\n") ?? []) {
    const entry = jsonOf(line);
    const name = textIn(entry, "quarantine_name");
    const error = textIn(entry, "error");
    if (name !== null && error !== null) reasons.set(name.split("/").at(-1) ?? name, error);
  }
  return reasons;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
