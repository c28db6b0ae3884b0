import type { Zod } from "../define-operation.ts";

/** Something that needs a person: what, why, and the command that answers it. */
export interface Attention {
  code:
    | "log-missing"
    | "log-damaged"
    | "log-newer"
    | "owner-suspended"
    | "plan-invalid"
    | "plan-mended"
    | "paused"
    | "run-stuck"
    | "budget-used"
    | "document-refused"
    | "item-blocked"
    | "item-waits-for-ever";
  subject: string;
  what: string;
  why: string;
  command: string;
}

export const attentionSchema = (z: Zod) =>
  z.object({
    code: z.enum([
      "log-missing",
      "log-damaged",
      "log-newer",
      "owner-suspended",
      "plan-invalid",
      "plan-mended",
      "paused",
      "run-stuck",
      "budget-used",
      "document-refused",
      "item-blocked",
      "item-waits-for-ever",
    ]),
    subject: z.string(),
    what: z.string(),
    why: z.string(),
    command: z.string().describe("What answers it, to be typed as it stands"),
  });
