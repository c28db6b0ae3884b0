import type { z } from "zod";
import type { failureClass } from "../../events/common.ts";

/** Why an attempt gave no usable terminal. */
export type FailureClass = z.infer<typeof failureClass>;
