import { isObject } from "../../events/is-object.ts";

/** Data without its prose, and where prose was taken out, e.g. `fields.run.0`. */
export interface StubbedData {
  data: unknown;
  texts: string[];
}

const TAKEN_OUT = /^(?:\[redacted(?: by event \d+)?\]|\*+)$/;

/** True for what stands where a text was taken out. */
export function isTakenOut(text: string): boolean {
  return text === "" || TAKEN_OUT.test(text);
}

/**
 * Replaces every text at the given places (`prosePaths`), never by more bytes of JSON than it has: `label` where that fits, else
 * `[redacted]`, else asterisks. Everything else stays as it is: numbers, names, ids, how many entries a list has.
 */
export function stubData(data: unknown, prose: readonly string[], label: string): StubbedData {
  const texts: string[] = [];
  let stubbed = data;
  for (const path of prose) stubbed = replaceAt(stubbed, path.split("."), []);
  return { data: stubbed, texts };

  function replaceAt(value: unknown, [step, ...rest]: readonly string[], at: readonly string[]): unknown {
    if (step === undefined || (step === "**" && typeof value === "string")) {
      if (typeof value !== "string" || isTakenOut(value)) return value;
      texts.push(at.join("."));
      return shorter(value, label);
    }
    const enter = (name: string, part: unknown): unknown =>
      step === "**" ? replaceAt(part, ["**"], [...at, name]) : step === "*" || step === name ? replaceAt(part, rest, [...at, name]) : part;
    if (Array.isArray(value)) return value.map((part, index) => enter(String(index), part));
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, enter(name, part)]));
    return value;
  }
}

function shorter(text: string, label: string): string {
  const room = Buffer.byteLength(JSON.stringify(text)) - 2;
  return [label, "[redacted]"].find((one) => one.length <= room) ?? "*".repeat(room);
}
