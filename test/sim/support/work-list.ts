import type { OutsideCommand } from "../../../src/engine/decide/command-schema.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { renderDocument } from "../../../src/work/render-document.ts";
import type { WorkFields, WorkKind } from "../../../src/work/work-document.ts";
import { Draw } from "./draw.ts";
import type { SimOptions } from "./options.ts";

/** What the operator does, one after the other; each until it was acknowledged. */
export type Act =
  | { type: "command"; id: string; command: OutsideCommand; mayFail: boolean }
  /** A file of work that appears in a directory; in two pieces when it is long in coming. `isTaken`: it is a whole document. */
  | { type: "drop"; path: string; text: string; item: string; slow: boolean; isTaken: boolean }
  /** From now on, for one time, the plan's files do not compile. */
  | { type: "break-plan" };

const HOMES: Record<string, string> = { task: "tasks/queue", spec: "specs/queue", incident: "incidents/incoming", idea: "ideas/queue" };

/** The operator's acts, from the seed alone. */
export function workList(options: SimOptions): Act[] {
  const draw = new Draw(options.seed * 31 + 7);
  const acts: Act[] = [];
  const ids: string[] = [];
  for (let number = 1; number <= options.documents; number++) {
    const kind = draw.pick<WorkKind>(["task", "task", "task", "spec", "incident", "idea"]);
    const id = `${kind[0]?.toUpperCase()}${number}`;
    const fields = fieldsOf(draw, number, ids, options);
    const invalid = draw.chance(options.invalid);
    acts.push(draw.chance(0.5) ? added(draw, { kind, id, fields }, invalid, number) : dropped(draw, { kind, id, fields }, invalid));
    if (!invalid) ids.push(id);
    if (draw.chance(0.15)) acts.push(...aside(draw, number, ids));
    if (options.meddles && draw.chance(0.6)) acts.push(meddling(draw, number, ids));
  }
  // By then some of it is over, so that it can be retried.
  for (let more = 1; options.meddles && more <= 4; more++) acts.push(meddling(draw, options.documents + more, ids));
  return acts;
}

function fieldsOf(draw: Draw, number: number, ids: readonly string[], { maxRuns }: SimOptions): WorkFields {
  // Much that waits for each other would leave nothing to be done at once.
  const apart = maxRuns > 1 && draw.chance(0.6);
  const dependsOn = ids.length > 0 && !apart && draw.chance(0.3) ? [draw.pick(ids)] : [];
  if (draw.chance(0.03)) dependsOn.push("nobody-knows");
  return {
    ...emptyFields(draw.pick(["Mend the gate", "Ünïcode — ‘title’", "a", `Work ${number}`])),
    dependsOn,
    priority: draw.pick([0, 0, 0, 5, -5]),
    checks: draw.pick([["check"], ["check"], ["check", "other"], []]),
    paths: apart ? [`dir${number}`] : draw.pick([[], [`dir${number}`], [`dir${number % 2}`, "shared/**"], [`dir${number}/*.ts`]]),
    run: draw.pick([[], ["make"]]),
  };
}

interface Drawn {
  kind: WorkKind;
  id: string;
  fields: WorkFields;
}

function added(draw: Draw, { kind, id, fields }: Drawn, invalid: boolean, number: number): Act {
  const wrong: Partial<WorkFields> = invalid ? draw.pick([{ dependsOn: [id] }, { checks: ["  "] }, { run: [""] }]) : {};
  const long = draw.chance(0.1) ? "x".repeat(20_000) : "A body.";
  const command = { type: "addItem", kind, item: id, slug: "work", fields: { ...fields, ...wrong }, document: null, body: long } as const;
  return { type: "command", id: `add-${number}`, command: command as OutsideCommand, mayFail: invalid };
}

function dropped(draw: Draw, { kind, id, fields }: Drawn, invalid: boolean): Act {
  const whole = renderDocument({ kind, id, fields, body: "Dropped." });
  const text = invalid ? draw.pick([whole.replace("+++\n", "+++\npriority = [[\n"), "\u0000\u0001 no document", "+++\nid = \n"]) : whole;
  return { type: "drop", path: `${HOMES[kind]}/${id}.md`, text, item: id, slow: draw.chance(0.3), isTaken: !invalid };
}

/** Pauses, reloads and places: they change no course. */
function aside(draw: Draw, number: number, ids: readonly string[]): Act[] {
  const runtime = (event: "PAUSED" | "RESUMED"): Act => {
    const command: OutsideCommand = { type: "moveRuntime", event, source: "operator", reason: null };
    return { type: "command", id: `${event}-${number}`, command, mayFail: true };
  };
  const command = (id: string, value: OutsideCommand): Act => ({ type: "command", id: `${id}-${number}`, command: value, mayFail: true });
  switch (draw.below(4)) {
    case 0:
      return [runtime("PAUSED"), runtime("RESUMED")];
    case 1:
      return [command("reload", { type: "reload" })];
    case 2:
      return [{ type: "break-plan" }, command("reload", { type: "reload" })];
    default:
      return ids.length === 0 ? [] : [command("place", { type: "placeItems", items: [draw.pick(ids)], place: { at: "first" } })];
  }
}

function meddling(draw: Draw, number: number, ids: readonly string[]): Act {
  const item = ids.length === 0 ? "nobody" : draw.pick(ids);
  const command = draw.pick<OutsideCommand>([
    { type: "cancelItem", item, reason: "changed my mind" },
    { type: "removeItem", item, reason: null },
    { type: "retryItem", item, reset: draw.chance(0.5), reason: null },
    { type: "unblockItem", item, reset: draw.chance(0.5), reason: null },
    { type: "moveRuntime", event: "STOP_REQUESTED", source: "operator", reason: null, now: draw.chance(0.5) },
  ]);
  return { type: "command", id: `meddle-${number}`, command, mayFail: true };
}
