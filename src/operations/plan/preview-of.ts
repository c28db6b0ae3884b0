import { nextReady } from "../../engine/ready.ts";
import { mainPath } from "../../plan/main-path.ts";
import { choiceText } from "../../plan/modes/mode-choice.ts";
import { worstCase } from "../../plan/worst-case/worst-case.ts";
import type { Item } from "../../state/item.ts";
import { compiledOrThrow } from "../compiled-or-throw.ts";
import type { OperationContext } from "../context.ts";
import { findItem } from "../view/find-item.ts";
import { readOwner } from "../view/read-owner.ts";
import { waitsOf } from "../view/wait-of.ts";
import { withView } from "../view/with-view.ts";
import type { WorkspaceView } from "../view/workspace-view.ts";

const SHOWN = 5;

/** What a start would work on, as the plan's files stand now, and what that can take at most. Changes nothing. */
export async function previewOf(context: OperationContext, asked: { item: string | undefined; mode: string | undefined }) {
  const { plan, policy, prices, choice } = await compiledOrThrow(context, asked.mode);
  if (choice) context.progress({ type: "note", text: choiceText(choice) });
  const holder = readOwner(context.world, context.root());
  return await withView(context, (view) => {
    const [live] = view.head.runs.values();
    const item = live ? view.item(live.item) : asked.item === undefined ? nextOf(view, plan.loopFor) : findItem(view, asked.item);
    const queued = view.items({ phases: ["queued"], limit: SHOWN });
    const waits = waitsOf(view, item ? [item] : queued, plan.loopFor);
    return {
      item: item?.id ?? null,
      title: item?.fields.title ?? null,
      run: live?.id ?? null,
      waiting: [...waits].flatMap(([id, waiting]) => (waiting ? [`"${id}" ${waiting.text}`] : [])),
      path: item ? (mainPath(plan, item.kind)?.text ?? null) : null,
      owner: holder && { role: holder.role, pid: holder.pid },
      worstCase: item ? worstCase(plan, policy, prices, item.fields.checks) : null,
    };
  });
}

function nextOf(view: WorkspaceView, loopFor: Readonly<Record<string, string>>): Item | null {
  const items = view.items({ phases: ["queued", "active", "blocked", "done"] });
  return nextReady({ ...view.head, items: new Map(items.map((item) => [item.id, item])) }, loopFor);
}
