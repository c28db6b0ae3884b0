import { z } from "zod";
import { usage } from "../../events/common.ts";
import type { StageResult } from "./stage-result.ts";

/** Version 1 of the result file. Members that it does not know are ignored. */
export const stageResultSchema: z.ZodType<StageResult> = z.object({
  schema: z.literal("millrace.stage-result.v1"),
  terminal: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/),
  summary: z.string().optional(),
  artifacts: z.array(z.string().min(1)).max(200).optional(),
  usage: usage.optional(),
});
