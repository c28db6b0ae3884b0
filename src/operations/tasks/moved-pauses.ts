import type { OperationContext } from "../context.ts";
import type { Zod } from "../define-operation.ts";
import { appliedSchema } from "../schemas/common.ts";
import { type Applied, submit } from "../submit.ts";
import { withView } from "../view/with-view.ts";

export interface MovedPauses extends Applied {
  source: string;
  /** Sources whose pauses stand now. */
  standing: string[];
}

export const movedPausesSchema = (z: Zod) =>
  appliedSchema(z).extend({ source: z.string(), standing: z.array(z.string()).describe("Sources whose pauses stand now") });

/** Sets or lifts the pause of one source, and tells which pauses stand then: work goes on only without any. */
export async function movedPauses(
  context: OperationContext,
  { event, source, reason }: { event: "PAUSED" | "RESUMED"; source: string; reason: string | null },
): Promise<MovedPauses> {
  const applied = await submit(context, { type: "moveRuntime", event, source, reason });
  return { ...applied, source, standing: await withView(context, ({ head }) => [...head.pauses.keys()]) };
}
