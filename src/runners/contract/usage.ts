import type { z } from "zod";
import type { usage } from "../../events/common.ts";

/** Tokens and money of one attempt; null cost where the harness does not say. */
export type Usage = z.infer<typeof usage>;
