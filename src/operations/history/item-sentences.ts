import type { Sentences } from "./sentence.ts";
import { because, counted, shortHash } from "./words.ts";

/** Events of work items. */
export const itemSentences: Sentences<"item.added" | "item.approved" | "item.revised" | "item.moved"> = {
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
  "item.revised": ({ subject, actor, data }) => `The ${who(actor)} gave "${subject}" a new revision, ${shortHash(data.revision)}`,
  "item.moved": ({ subject, actor, data }) => {
    const reset = data.resetCounters ? " and its counters were reset" : "";
    return `"${subject}" went from ${data.from} to ${data.to} (${data.event}, by the ${who(actor)})${reset}${because(data.reason)}`;
  },
};

function who(actor: string): string {
  return actor.startsWith("program:") ? `program "${actor.slice(8)}"` : actor;
}
