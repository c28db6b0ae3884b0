import { own } from "../own.ts";
import type { ParamKind, ParamKinds } from "./entry.ts";

/** Largest limit and counter a loop may name. A larger one is a typing error, and no search could prove it. */
export const maxLimit = 1000;

const namePattern = { counter: /^[a-z][A-Za-z0-9]*$/, stage: /^[a-z][a-z0-9_]*$/ };

/** True when the value may stand for a parameter of that kind. */
export function isParam(kind: ParamKind, value: unknown): boolean {
  if (kind === "limit") return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= maxLimit;
  return typeof value === "string" && namePattern[kind].test(value);
}

/** What is wrong with the parameters of one entry, as sentences; empty when they fit. */
export function checkParams(kinds: ParamKinds, params: Readonly<Record<string, unknown>>): string[] {
  const wrong: string[] = [];
  for (const [name, kind] of Object.entries(kinds)) {
    const value = own(params, name);
    if (!isParam(kind, value)) wrong.push(`parameter "${name}" is ${JSON.stringify(value) ?? "missing"}, not a ${kind}`);
  }
  for (const name of Object.keys(params)) {
    if (!Object.hasOwn(kinds, name)) wrong.push(`parameter "${name}" is not known`);
  }
  return wrong;
}
