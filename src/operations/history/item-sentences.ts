import { counted } from "../../kernel/counted.ts";
import type { Sentences } from "./sentences.ts";
import { because, shortHash } from "./words.ts";

/** Events of work items. */
export const itemSentences: Sentences<"item.added" | "item.approved" | "item.imported" | "item.placed" | "item.revised" | "item.moved"> = {
  "item.added": ({ subject, actor, data }) => {
    const { title, checks, dependsOn } = data.fields;
    const parts = [
      ...(checks.length > 0 ? [counted(checks.length, "required check")] : ["no required check"]),
      ...(dependsOn.length > 0 ? [`after ${dependsOn.join(", ")}`] : []),
    ];
    return `The ${who(actor)} added the ${data.kind.replace("_", " ")} "${subject}", "${title}" (${parts.join(", ")})`;
  },
  "item.approved": ({ subject, actor, data }) =>
    `The ${who(actor)} agreed to ${counted(data.commands.length, "command")} of "${subject}"${because(data.reason)}`,
  "item.imported": ({ subject, data }) => {
    const { from, phase, held } = data;
    const named = from.id === subject ? "" : `, there "${from.id}"`;
    const waits = held.length > 0 ? `; ${counted(held.length, "command")} of it wait for approval` : "";
    return `The ${data.kind.replace("_", " ")} "${subject}"${named} came from Millrace ${from.line} (${from.path}, ${from.phase}) as ${phase}${waits}${because(data.reason)}`;
  },
  "item.placed": ({ subject, actor, data }) =>
    `The ${who(actor)} gave "${subject}" another place in the queue, of priority ${data.priority}`,
  "item.revised": ({ subject, actor, data }) => `The ${who(actor)} gave "${subject}" a new revision, ${shortHash(data.revision)}`,
  "item.moved": ({ subject, actor, data }) => {
    const reset = data.resetCounters ? " and its counters were reset" : "";
    return `"${subject}" went from ${data.from} to ${data.to} (${data.event}, by the ${who(actor)})${reset}${because(data.reason)}`;
  },
};

function who(actor: string): string {
  return actor.startsWith("program:") ? `program "${actor.slice(8)}"` : actor;
}
