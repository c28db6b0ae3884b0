import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { FileFacts, Fs } from "../../kernel/ports/fs.ts";
import type { World } from "../../kernel/world.ts";
import type { Refusal } from "../../state/state.ts";
import type { PlanNow } from "./plan-now.ts";
import { readOwner } from "./read-owner.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/**
 * A view without what an operator has mended since the last event: the log learns of that at the owner's next look, and a
 * reader cannot tell it. `plan` is how the plan stands now; null where the log has nothing against it.
 */
export function asOnDisk(world: World, root: string, view: WorkspaceView, plan: PlanNow | null): WorkspaceView {
  const { head } = view;
  const standing = [...head.refusals].filter(([, refusal]) => stands(world.fs, root, refusal));
  if (plan === null && standing.length === head.refusals.size) return view;
  return {
    ...view,
    head: { ...head, refusals: new Map(standing), planProblems: plan === null ? head.planProblems : [...plan] },
    // Without an owner the next start compiles it anyway.
    planMended: plan !== null && head.planProblems.length > 0 && plan.length === 0 && readOwner(world, root) !== null,
  };
}

function stands(fs: Fs, root: string, { path, kind }: Refusal): boolean {
  const place = join(root, path);
  const facts = factsOf(fs, place);
  if (facts === "hidden") return true;
  if (facts === null) return false;
  switch (kind) {
    case "empty":
      return facts.size === 0;
    case "unusable":
      return facts.kind !== (path.endsWith(".md") ? "file" : "directory");
    case "unreadable":
      return !isReadable(fs, place, facts.kind);
    default:
      return true;
  }
}

/** What lies in a directory that cannot be entered is as it was, for all that is known. */
function factsOf(fs: Fs, path: string): FileFacts | "hidden" | null {
  try {
    return fs.facts(path);
  } catch (error) {
    if (isFsError(error)) return "hidden";
    throw error;
  }
}

function isReadable(fs: Fs, path: string, kind: string): boolean {
  try {
    if (kind === "directory") fs.list(path);
    else fs.open(path, "read").close();
    return true;
  } catch (error) {
    if (isFsError(error)) return false;
    throw error;
  }
}
