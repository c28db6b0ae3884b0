import type { State } from "../../../state/state.ts";
import { emptyFields } from "../../../work/empty-fields.ts";
import { slugOf } from "../../../work/slug.ts";
import type { OutsideCommand } from "../../decide/command-schema.ts";
import { labelDocument } from "./label-document.ts";
import type { OlderAsk } from "./older-envelope.ts";

export type Mapped = { ok: true; commands: OutsideCommand[] } | { ok: false; problem: string };

/** The one pause of the older tools is that of our operator, so that either lifts what the other set. */
const SOURCE = "operator";

/** What an older command means here, on the state as it is now. Several commands are carried out in order until one is refused. */
export function commandsOf(ask: OlderAsk, state: State): Mapped {
  switch (ask.command) {
    case "pause":
      return move("PAUSED", ask.payload.reason);
    case "resume":
      return move("RESUMED", ask.payload.reason);
    case "stop":
      return move("STOP_REQUESTED", ask.payload.reason);
    case "reload_config":
      return { ok: true, commands: [{ type: "reload" }] };
    case "retry_active":
      return retryActive(state, ask.payload.reason, (plane) => plane === (ask.payload.scope ?? plane));
    case "clear_stale_state": {
      const lift = move("RESUMED", ask.payload.reason).commands;
      const again = retryActive(state, ask.payload.reason, () => true);
      return { ok: true, commands: again.ok ? [...again.commands, ...lift] : lift };
    }
    case "add_task":
    case "add_spec":
      return addDocument(ask.command === "add_task" ? "task" : "spec", ask.payload.document);
    case "add_idea":
      return addIdea(ask.payload.source_name, ask.payload.markdown);
  }
}

function move(event: "PAUSED" | "RESUMED" | "STOP_REQUESTED", reason: string | undefined): Extract<Mapped, { ok: true }> {
  return { ok: true, commands: [{ type: "moveRuntime", event, source: SOURCE, reason: reason ?? null }] };
}

/** Nothing is stale where the log is the truth: what is active now is ended and queued again with its counters reset. */
function retryActive(state: State, reason: string | undefined, isMeant: (plane: string) => boolean): Mapped {
  const runs = [...state.runs.values()].filter(({ lane }) => isMeant(lane));
  if (runs.length === 0) return { ok: false, problem: "Nothing is active that could be tried again" };
  return {
    ok: true,
    commands: runs.flatMap(({ item }): OutsideCommand[] => [
      { type: "cancelItem", item, reason: reason ?? null },
      { type: "retryItem", item, reset: true, reason: reason ?? null },
    ]),
  };
}

function addDocument(kind: "task" | "spec", model: Readonly<Record<string, unknown>>): Mapped {
  const read = labelDocument(kind, model);
  if (!read.ok) return read;
  const { id, fields, text } = read;
  return { ok: true, commands: [{ type: "addItem", kind, item: id, slug: slugOf(fields.title), fields, document: text, body: "" }] };
}

/** An idea is kept as text: its title is its first heading or line. */
function addIdea(source: string, markdown: string): Mapped {
  const first = markdown.split(/\r?\n/).find((line) => line.trim() !== "");
  if (first === undefined) return { ok: false, problem: "The idea is empty" };
  const title =
    first
      .replace(/^#+\s*/, "")
      .trim()
      .slice(0, 200) || source;
  const slug = slugOf(source.replace(/\.md$/, ""));
  return {
    ok: true,
    commands: [{ type: "addItem", kind: "idea", item: null, slug, fields: emptyFields(title), document: null, body: markdown }],
  };
}
