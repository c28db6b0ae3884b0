import { z } from "zod";
import { eventTypes } from "../../events/catalogue.ts";
import type { EventType } from "../../events/define-event.ts";
import { schemaText } from "./schema-text.ts";

/** docs/events.md: every event type at its newest version. */
export function eventsDocument(): string {
  const types: EventType[] = Object.values(eventTypes);
  return [
    "# Events",
    "",
    "Made from the event catalogue by `bun src/cli/write-docs.ts`; do not edit.",
    "",
    "The log is `millrace-agents/log/*.jsonl`, one JSON object a line: `{v, seq, batch, time, epoch, durable, type, tv, crit, actor, subject, run, attempt, command, cause, data, hash}`.",
    "`cause` is the sequence of the direct cause, 0 from outside. Below, for each type, what it means and what its `data` holds. A reader that does not know a critical event must say how far it knows the state.",
    "",
    ...types.flatMap(section),
  ].join("\n");
}

function section({ type, version, critical, summary, data }: EventType): string[] {
  const schema = z.toJSONSchema(data, { unrepresentable: "any" }) as { properties?: Record<string, object> };
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => `| \`${name}\` | \`${schemaText(property).replaceAll("|", "\\|")}\` |`,
  );
  return [
    `## ${type}`,
    "",
    `${summary}. Version ${version}, ${critical ? "critical" : "may be skipped by an older reader"}.`,
    "",
    ...(members.length === 0 ? ["No data.", ""] : ["| member | type |", "|---|---|", ...members, ""]),
  ];
}
