import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { refuseArchived } from "../archives-of.ts";
import { readEvents } from "../read-events.ts";

const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The sequence that a text names: a sequence itself (0 is before the first event), or an ISO-8601 time, which stands for
 * the latest event that is not after it; without a zone it is UTC. Throws `log.no-such-moment` for what the log does not
 * reach, and `cli.bad-value` for what is neither.
 */
export function resolveMoment(world: Pick<World, "fs" | "clock">, root: string, text: string, name: string, command?: string): number {
  const wanted = parseMoment(text);
  if (!wanted)
    throw new MillraceError("cli.bad-value", {
      name,
      value: text,
      expected: "it takes a sequence, or a time as 2026-11-20T14:30:00Z",
      command,
    });
  if ("seq" in wanted && wanted.seq > 0) refuseArchived(world.fs, root, wanted);
  let found = 0;
  let first: string | null = null;
  const onEvent = (event: { seq: number; time: string }): void => {
    first ??= event.time;
    if ("seq" in wanted ? event.seq <= wanted.seq : Date.parse(event.time) <= wanted.time) found = event.seq;
  };
  const { head, end } = readEvents(world, root, { onEvent, ...("seq" in wanted ? { to: wanted.seq } : {}) });
  const refused = new MillraceError("log.no-such-moment", { moment: text, head: head.seq, first, damaged: end.kind === "corrupt" });
  if ("seq" in wanted && found < wanted.seq) throw refused;
  if ("time" in wanted && (found === 0 || wanted.time > world.clock.wall())) throw refused;
  return found;
}

function parseMoment(text: string): { seq: number } | { time: number } | null {
  if (/^\d{1,15}$/.test(text)) return { seq: Number(text) };
  if (!DATE.test(text)) return null;
  const zoned = /[T ].*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`;
  const time = Date.parse(zoned.replace(" ", "T"));
  return Number.isNaN(time) ? null : { time };
}
