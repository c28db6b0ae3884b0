import { isObject } from "../../events/is-object.ts";
import { utcTime } from "../../work/time.ts";

/** Reading members of JSON that nobody vouches for. */

/** The object's member as text that says something; null otherwise. */
export function textIn(value: unknown, key: string): string | null {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === "string" && member.trim() !== "" ? member.trim() : null;
}

/** The member as a count, 0 where it is none. */
export function countIn(value: unknown, key: string): number {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === "number" && Number.isSafeInteger(member) && member > 0 ? member : 0;
}

/** The member as a time in UTC; null where it is none. */
export function timeIn(value: unknown, key: string): string | null {
  const text = textIn(value, key);
  return text === null ? null : utcTime(text);
}
