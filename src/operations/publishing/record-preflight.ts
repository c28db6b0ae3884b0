import { storeBlob } from "../../log/blobs.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import type { Preflight } from "./preflight-staging.ts";
import { takeStep } from "./take-step.ts";

/** Stores the plan by content, and has the preflight recorded; gives its sequence and the plan's hash. */
export async function recordPreflight(context: OperationContext, preflight: Preflight): Promise<{ seq: number; plan: string }> {
  const { plan, findings, ready, after } = preflight;
  const { $blob } = storeBlob(context.world.fs, layoutOf(context.root()).log, JSON.stringify(plan));
  const counts = new Map<string, { code: string; severity: "block" | "warn" | "pass"; count: number }>();
  for (const { code, severity } of findings) {
    const counted = counts.get(`${code} ${severity}`) ?? { code, severity, count: 0 };
    counts.set(`${code} ${severity}`, { ...counted, count: counted.count + 1 });
  }
  const { tree, base, branch } = plan;
  const data = { tree, base, branch, plan: $blob, findings: [...counts.values()] };
  return { seq: await takeStep(context, { type: "publish.checked", ready, data }, after), plan: $blob };
}
