import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { classifyError } from "../../../src/runners/harness/classify-error.ts";

describe("classifyError()", () => {
  // Words as codex 0.169.0, claude 2.1.197 and the services behind them write them.
  for (const [message, status, failure] of [
    ["unexpected status 401 Unauthorized: made up, url: http://127.0.0.1:1/v1/responses", null, "auth"],
    ["Missing environment variable: `FAKE_KEY`.", null, "auth"],
    ["Invalid API key · Please run /login", 401, "auth"],
    ["Quota exceeded. Check your plan and billing details.", null, "billing"],
    ["Your credit balance is too low to access the API", 400, "billing"],
    ["You've hit your usage limit. Try again later.", null, "billing"],
    ["exceeded retry limit, last status: 429 Too Many Requests", null, "rate_limit"],
    ["rate limit exceeded: Rate limit reached. Please try again in 11.054s", null, "rate_limit"],
    ["This request would exceed your limits", 429, "rate_limit"],
    ["The Claude Agent process exited unexpectedly. Please start a new session.", null, "transport"],
    ["stream disconnected before completion: idle timeout waiting for SSE", null, "stall"],
    ["stream disconnected before completion: Incomplete response returned, reason: content_filter", null, "refusal"],
    ["The model `x` does not exist or you do not have access to it.", null, "model_error"],
    ["Codex ran out of room in the model's context window. Start a new thread", null, "model_error"],
    ["prompt is too long: 210000 tokens > 200000 maximum", 400, "model_error"],
    ["Reconnecting... waiting for network (Connection failed: error sending request)", null, "transport"],
    ["stream disconnected before completion: stream closed before response.completed", null, "transport"],
    ["Selected model is at capacity. Please try a different model.", null, "transport"],
    ["We’re currently experiencing high demand, which may cause temporary errors.", null, "transport"],
    ["API Error: Unable to connect to API (ConnectionRefused)", null, "transport"],
    ["connect ECONNREFUSED 127.0.0.1:1", null, "transport"],
    ["overloaded_error: Overloaded", 529, "transport"],
    ["something that nobody ever saw", null, "model_error"],
  ] as const) {
    it(`calls "${message}"${status === null ? "" : ` (${status})`} ${failure}`, () => {
      assert.equal(classifyError(message, status), failure);
    });
  }
});
