import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { routePath } from "../../../src/api/routes/route-path.ts";

const subject = (name: string) => ({ [name]: { type: "string", positional: 0, required: true, summary: "x" } }) as const;

describe("routePath()", () => {
  it("finds operations where their names say", () => {
    assert.equal(routePath({ name: "status", params: {} }), "/status");
    assert.equal(routePath({ name: "queue.list", params: {} }), "/queue");
    assert.equal(routePath({ name: "queue.show", params: subject("item") }), "/queue/{item}");
    assert.equal(routePath({ name: "runs.tail", params: subject("run") }), "/runs/{run}/tail");
    assert.equal(routePath({ name: "compile.show", params: {} }), "/compile/show");
    assert.equal(routePath({ name: "why", params: subject("subject") }), "/why/{subject}");
    assert.equal(routePath({ name: "log.events", params: {} }), "/events");
  });

  it("leaves an argument that may be absent to the query", () => {
    assert.equal(routePath({ name: "modes", params: { mode: { type: "string", positional: 0, summary: "x" } } }), "/modes");
  });
});
