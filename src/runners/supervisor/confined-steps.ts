import { isFsError } from "../../kernel/fs-error.ts";
import type { LaunchOrder } from "../launch-order.ts";
import type { Confined } from "./confined.ts";

/** To be called in the attempt's directory. Of a sandbox that cannot be made no step is left, and nothing runs. */
export async function confinedSteps(order: LaunchOrder, env: Record<string, string>): Promise<Confined> {
  const { sandbox } = order;
  if (!sandbox) return { order, env, settle: (end) => end, close: () => undefined };
  const { confine } = await import("../sandbox/confine.ts");
  try {
    return await confine(order, sandbox, env);
  } catch (error) {
    if (!isFsError(error)) throw error;
    const spawnError = `sandbox: ${error.message}`;
    return { order: { ...order, steps: [] }, env, settle: (end) => ({ ...end, spawnError }), close: () => undefined };
  }
}
