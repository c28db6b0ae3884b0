import assert from "node:assert/strict";
import { request } from "node:http";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { registry } from "../../src/operations/registry.ts";
import { askSocket, startDaemon } from "../support/e2e/daemon.ts";
import { type Served, serve } from "../support/e2e/served.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

interface Failed {
  error: { code: string; message: string; retryable: boolean; fix: string | null };
}

describe("millrace serve", () => {
  const ready = Promise.withResolvers<{ workspace: Workspace; served: Served }>();
  const over = Promise.withResolvers<void>();
  let using: Promise<void>;
  let workspace: Workspace;
  let served: Served;

  beforeAll(async () => {
    using = inWorkspace({}, async (made) => {
      await made.must(["add-task", "One", "--id", "one", "--run", "true", "--check", "true"]);
      await made.must(["start", "--once"]);
      await made.must(["add-task", "Two", "--id", "two", "--depends-on", "three"]);
      ready.resolve({ workspace: made, served: await serve(made) });
      await over.promise;
    });
    using.catch(ready.reject);
    ({ workspace, served } = await ready.promise);
  });
  afterAll(async () => {
    served.call.child.kill("SIGTERM");
    assert.equal((await served.call.ended).code, 130);
    over.resolve();
    await using;
  });

  const get = (path: string, init: RequestInit = {}) => fetch(`${served.url}${path}`, init);

  /** With headers that fetch does not let through. */
  const raw = (headers: Record<string, string>): Promise<{ status: number; code: string | undefined }> =>
    new Promise((resolve, reject) => {
      const asked = request(`${served.url}/status`, { headers }, (answer) => {
        let text = "";
        answer.on("data", (piece) => {
          text += piece;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, code: (JSON.parse(text) as Partial<Failed>).error?.code }));
      });
      asked.on("error", reject);
      asked.end();
    });

  it("answers as the command line does", async () => {
    for (const [path, args] of [
      ["/queue?phase=all", ["queue", "ls", "--phase", "all"]],
      ["/queue/one", ["queue", "show", "one"]],
      ["/runs?limit=1", ["runs", "ls", "--limit", "1"]],
      ["/runs/one-1", ["runs", "show", "one-1"]],
      ["/runs/one-1/provenance", ["run-provenance", "one-1"]],
      ["/events?tail=3&type=run&type=item", ["logs", "--tail", "3", "--type", "run", "--type", "item"]],
      ["/why/one", ["why", "one"]],
      ["/modes", ["modes"]],
    ] as const) {
      const response = await get(path);
      assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
      assert.deepEqual(await response.json(), await workspace.json(args), path);
    }
    const status = (await (await get("/status")).json()) as Record<string, unknown>;
    const { generatedAt, ...rest } = await workspace.json(["status"]);
    assert.deepEqual({ ...status, generatedAt }, { ...rest, generatedAt });
    assert.equal((await get("/healthz")).status, 200);
  });

  it("tags an answer with its sequence, and says when nothing has changed", async () => {
    const first = await get("/queue");
    const tag = first.headers.get("etag") ?? "";
    assert.equal(tag, `W/"${((await first.json()) as { asOf: number }).asOf}"`);
    const again = await get("/queue", { headers: { "if-none-match": tag } });
    assert.equal(again.status, 304);
    await workspace.must(["pause"]);
    assert.equal((await get("/queue", { headers: { "if-none-match": tag } })).status, 200);
    await workspace.must(["resume"]);
  });

  it("refuses in the envelope, with the status that the code stands for", async () => {
    for (const [path, init, status, code] of [
      ["/nowhere", {}, 404, "api.not-found"],
      ["/queue/none", {}, 404, "item.unknown"],
      ["/queue?limit=many", {}, 400, "api.query"],
      ["/queue?limit=0", {}, 400, "api.query"],
      ["/queue?colour=red", {}, 400, "api.query"],
      ["/queue?phase=asleep", {}, 400, "api.query"],
      ["/events?type=nonsense", {}, 404, "cli.not-known"],
      ["/events?after=x", {}, 400, "api.query"],
      ["/events?after=99999", {}, 409, "api.ahead"],
      ["/queue", { method: "POST" }, 405, "api.method"],
      ["/queue", { method: "DELETE" }, 405, "api.method"],
      ["/status", { method: "OPTIONS" }, 405, "api.method"],
      ["/commands", { method: "POST", body: "{}" }, 405, "api.method"],
    ] as const) {
      const response = await get(path, init);
      const { error } = (await response.json()) as Failed;
      assert.deepEqual([response.status, error.code], [status, code], path);
      assert.deepEqual(Object.keys(error).sort(), ["code", "fix", "message", "retryable"]);
      if (status === 405) assert.equal(response.headers.get("allow"), "GET, HEAD");
    }
    assert.equal((await get("/queue", { method: "HEAD" })).status, 200);
  });

  it("answers only to loopback names, and to no other site's pages (F32)", async () => {
    const host = new URL(served.url).host;
    const port = new URL(served.url).port;
    for (const name of [host, `localhost:${port}`, `[::1]:${port}`, "127.0.0.1"])
      assert.equal((await raw({ host: name })).status, 200, name);
    for (const name of [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1.evil.example",
      "localhost.evil.example",
      "0.0.0.0",
      "127.0.0.1:80@evil",
    ])
      assert.deepEqual(await raw({ host: name }), { status: 403, code: "api.host" }, name);
    assert.equal((await raw({ host, origin: `http://${host}` })).status, 200);
    for (const origin of ["http://evil.example", "null", `http://localhost:${port}`, "http://127.0.0.1:1", `https://${host}`])
      assert.deepEqual(await raw({ host, origin }), { status: 403, code: "api.origin" }, origin);
    assert.equal((await raw({ host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" })).code, "api.origin");
    assert.equal((await get("/status")).headers.get("access-control-allow-origin"), null);
  });

  it("describes every read operation as OpenAPI 3.1", async () => {
    const api = (await (await get("/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, { get: { operationId: string; parameters?: { name: string; in: string }[] } }>;
    };
    assert.equal(api.openapi, "3.1.0");
    const operations = await Promise.all(registry.map(({ load }) => load()));
    const reads = operations.filter(({ effect, streams }) => effect === "read" && !streams).map(({ name }) => name);
    const described = Object.values(api.paths).map(({ get: one }) => one.operationId);
    assert.deepEqual(described.sort(), [...reads, "healthz"].sort());
    assert.deepEqual(
      api.paths["/queue/{item}"]?.get.parameters?.map((one) => `${one.in} ${one.name}`).filter((one) => one.startsWith("path")),
      ["path item"],
    );
  });
});

describe("the control socket's application", () => {
  it("reads beside taking commands, but nothing that would hold up the work", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      const { status, body } = await askSocket(workspace, "GET", "/replay");
      assert.deepEqual([status, (JSON.parse(body) as Failed).error.code], [409, "api.too-heavy"]);
      assert.equal((await askSocket(workspace, "GET", "/attention")).status, 200);
      const wrong = await askSocket(workspace, "GET", "/commands");
      assert.equal(wrong.status, 404);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("is read-only on the daemon's port", () =>
    inWorkspace({}, async (workspace) => {
      const { call, url } = await serve(workspace, ["start", "--daemon", "--port", "0"]);
      assert.equal((await fetch(`${url}/status`)).status, 200);
      assert.equal((await fetch(`${url}/commands`, { method: "POST", body: "{}" })).status, 405);
      await workspace.must(["stop"]);
      assert.equal((await call.ended).code, 0);
    }));

  it("says who has the port", () =>
    inWorkspace({}, async (workspace) => {
      const { call, url } = await serve(workspace);
      const { error } = await workspace.json<Failed>(["serve", "--port", new URL(url).port], { code: 5 });
      assert.equal(error.code, "api.port-taken");
      call.child.kill("SIGTERM");
      await call.ended;
    }));
});
