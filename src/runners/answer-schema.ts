import type { StageRunRequest } from "./contract/stage-run-request.ts";

/**
 * The form of the agent's final answer, as JSON Schema in JSON. Services that hold a model to it take the strict form alone:
 * every member required, no others, and none of the bounds of JSON Schema.
 */
export function answerSchema({ legalTerminals }: Pick<StageRunRequest, "legalTerminals">): string {
  return JSON.stringify({
    type: "object",
    properties: {
      terminal: { type: "string", enum: legalTerminals, description: "How this attempt ended" },
      summary: { type: "string", description: "What was done and what was found, in a few sentences" },
    },
    required: ["terminal", "summary"],
    additionalProperties: false,
  });
}
