import { loopText } from "../../machines/loop/loop-text.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { sha256 } from "../kernel/sha256.ts";
import type { World } from "../kernel/world.ts";
import { storeBlob } from "../log/blobs.ts";
import { restoreText } from "../log/restore-text.ts";
import type { Compiled } from "../plan/compiled.ts";
import type { Command } from "./decide/command.ts";
import type { Owned } from "./own-workspace.ts";

/**
 * Makes a compiled plan the one in force, with its policy. Of one that did not compile the problems are recorded and the
 * last good plan stays; without a good one before, or when it is its sandbox that cannot be had, throws `plan.invalid`.
 */
export async function adoptCompiled(world: Pick<World, "fs">, owned: Owned, compiled: Compiled): Promise<void> {
  const { store, layout } = owned;
  if (!compiled.ok) {
    const problems = compiled.problems.map(({ code, path, message }) => ({ code, path, message }));
    apply(owned, { type: "rejectPlan", mode: store.state.plan?.mode ?? "", problems });
    // The last good plan may have no sandbox: whoever asked for one does not get work without it.
    const forbidden = compiled.problems.some(({ code }) => code === "plan.sandbox" || code === "plan.sandbox-unavailable");
    if (store.state.plan !== null && !forbidden) return;
    const { planInvalidValues } = await import("../plan/plan-invalid-values.ts");
    throw new MillraceError("plan.invalid", planInvalidValues(compiled));
  }
  const { hash, plan, policy, files, text } = compiled;
  const texts = [...files, { hash, text }];
  if (store.state.plan?.hash === hash) for (const one of texts) restoreText(world.fs, layout.log, one);
  else for (const one of texts) storeBlob(world.fs, layout.log, one.text);
  const loops = Object.fromEntries(Object.values(plan.loops).map((loop) => [loop.id, sha256(loopText(loop))]));
  apply(owned, {
    type: "adoptPlan",
    plan: hash,
    mode: plan.mode,
    loops,
    ...(plan.chosenBy === undefined ? {} : { chosenBy: plan.chosenBy }),
  });
  apply(owned, { type: "changePolicy", policy });
}

type Draft = Command extends infer C ? (C extends Command ? Omit<C, "id" | "actor"> : never) : never;

function apply({ store }: Owned, draft: Draft): void {
  store.apply({ ...draft, id: `runtime:${draft.type}:${store.state.seq}`, actor: "runtime" } as Command);
}
