import { MillraceError } from "../../kernel/errors/millrace-error.ts";

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: DAY, w: 7 * DAY };
const DEFAULT_DAYS = 30;

/** Where old begins: what is before a time (milliseconds since the epoch), or all segments but the newest. */
export type Cut = { by: "time"; before: number } | { by: "segments"; keep: number };

/** Reads what was asked for; 30 days are kept unless told otherwise. Throws `cli.bad-value` and `cli.conflict`. */
export function cutOf(
  asked: { before?: string | undefined; keep?: number | undefined; keepSegments?: number | undefined },
  now: number,
): Cut {
  const named = [
    asked.before === undefined ? [] : ["--before"],
    asked.keep === undefined ? [] : ["--keep"],
    asked.keepSegments === undefined ? [] : ["--keep-segments"],
  ].flat();
  const [a, b] = named;
  if (a !== undefined && b !== undefined) throw new MillraceError("cli.conflict", { a, b, command: "prune" });
  if (asked.keepSegments !== undefined) return { by: "segments", keep: asked.keepSegments };
  if (asked.before !== undefined) return { by: "time", before: timeOf(asked.before, now) };
  return { by: "time", before: now - (asked.keep ?? DEFAULT_DAYS) * DAY };
}

function timeOf(text: string, now: number): number {
  const age = /^(\d+(?:\.\d+)?)([hdw])$/.exec(text);
  const time = age ? now - Number(age[1]) * (UNITS[age[2] ?? ""] ?? 0) : parsed(text);
  const expected = "it must be a time that is past (2026-11-20, 2026-11-20T12:00Z) or an age (36h, 90d, 8w)";
  if (Number.isNaN(time) || time > now)
    throw new MillraceError("cli.bad-value", { name: "--before", value: text, expected, command: "prune" });
  return time;
}

/** Without a zone it is UTC, as everywhere in Millrace. */
function parsed(text: string): number {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  return parts ? Date.parse(`${parts[1]}T${parts[2] ?? "00:00"}${parts[3] ?? "Z"}`) : Number.NaN;
}
