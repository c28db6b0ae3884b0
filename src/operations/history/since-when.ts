import type { EventEnvelope } from "../../events/envelope.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** From when on events are wanted: after a sequence ("120"), from a time ("2026-11-20", "2026-11-20T12:00Z"), or an age ("90s", "15m", "2h", "3d"). Throws `cli.bad-value`. */
export function sinceWhen(text: string, now: number): (event: EventEnvelope) => boolean {
  if (/^\d+$/.test(text)) {
    const seq = Number(text);
    return (event) => event.seq > seq;
  }
  const age = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text);
  const from = age ? now - Number(age[1]) * (UNITS[age[2] ?? ""] ?? 0) : timeOf(text);
  if (Number.isNaN(from)) {
    const expected = "it must be a sequence (120), a time (2026-11-20T12:00Z) or an age (15m, 2h, 3d)";
    throw new MillraceError("cli.bad-value", { name: "--since", value: text, expected, command: "logs" });
  }
  return (event) => Date.parse(event.time) >= from;
}

/** Without a zone it is UTC, as everywhere in Millrace. */
function timeOf(text: string): number {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  return parts ? Date.parse(`${parts[1]}T${parts[2] ?? "00:00"}${parts[3] ?? "Z"}`) : Number.NaN;
}
