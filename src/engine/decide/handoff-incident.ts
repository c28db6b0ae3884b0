import type { AnyNewEvent } from "../../events/event.ts";
import { required } from "../../state/require.ts";
import { rootOf } from "../../state/root-of.ts";
import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { emptyFields } from "../../work/empty-fields.ts";
import { nextFreeId } from "../../work/next-free-id.ts";
import { renderDocument } from "../../work/render-document.ts";
import { PREVIOUS } from "./decision.ts";
import type { Law } from "./law.ts";

/** The incident by which execution hands work over to planning, with what was tried. */
export function handoffIncident(state: State, run: Run, reason: string, law: Law): AnyNewEvent {
  const title = `${run.item} needs planning`;
  const id = nextFreeId(`incident-${run.id}`.slice(0, 90), state.items);
  const fields = { ...emptyFields(title), root: rootOf(required(state.items, run.item, "item")) };
  const tried = run.visits.map(({ stage, effective, summary }) => `- ${stage}: ${effective}${summary ? ` (${summary})` : ""}`);
  const body = [`Run ${run.id} of item ${run.item} ended with ${reason}.`, "", "What was tried:", "", ...tried].join("\n");
  const document = renderDocument({ kind: "incident", id, fields, body });
  return {
    type: "item.added",
    actor: "runtime",
    subject: id,
    run: run.id,
    cause: PREVIOUS,
    data: { kind: "incident", revision: law.hash(document), document, fields, held: [] },
  };
}
