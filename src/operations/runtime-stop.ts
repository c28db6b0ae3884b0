import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const runtimeStop = defineOperation({
  name: "runtime.stop",
  effect: "change",
  scope: "control",
  details:
    "The stages under way end first, and nothing begins after them; with --now they are ended too, and tried again at the next start. Exits with 10 where nothing runs.",
  params: {
    now: { type: "boolean", summary: "End the stages under way with everything that they started" },
    source: { type: "string", default: "operator", placeholder: "NAME", summary: "Who stops it" },
    reason: { type: "string", placeholder: "TEXT", summary: "Why, for the log" },
  },
  output: (z) => appliedSchema(z).extend({ now: z.boolean().describe("The stages under way are ended too") }),
  example: {},
  async run(context, { now, source, reason }) {
    const applied = await submit(context, { type: "moveRuntime", event: "STOP_REQUESTED", source, reason: reason ?? null, now });
    return { ...applied, now };
  },
});
