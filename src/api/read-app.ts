import { Hono } from "hono";
import type { EventTail } from "../engine/follow/event-tail.ts";
import { headOf } from "../engine/follow/position-before.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { RegistryEntry } from "../operations/registry-entry.ts";
import { readFilter } from "./events/read-filter.ts";
import { streamEvents } from "./events/stream-events.ts";
import { failureResponse } from "./failure-response.ts";
import { answerRead, type ReadSource } from "./routes/answer-read.ts";
import { openapi } from "./routes/openapi.ts";
import { readQuery } from "./routes/read-query.ts";
import { type ReadRoute, readRoutes } from "./routes/read-routes.ts";

export interface ReadAppParts extends ReadSource {
  registry: readonly RegistryEntry[];
  tail: EventTail;
  /** Work goes on in this process, which a long answer would hold up. */
  busy: boolean;
}

/** Operations that read the whole log, whatever they are asked. */
const HEAVY: ReadonlySet<string> = new Set(["replay", "log.verify"]);

/** A route for each read operation, `/events` as a stream besides, and their description. */
export async function createReadApp(parts: ReadAppParts): Promise<Hono> {
  const routes = await readRoutes(parts.registry);
  const app = new Hono();
  let description: unknown;
  app.onError((error) => failureResponse(error));
  app.notFound(({ req }) => failureResponse(new MillraceError("api.not-found", { path: req.path })));
  app.get("/openapi.json", (context) => {
    description ??= openapi(routes);
    return context.json(description);
  });
  for (const route of routes) {
    app.get(route.path.replace(/\{(\w+)\}/g, ":$1"), async ({ req }) => {
      if (route.path === "/events" && wantsStream(req.raw)) return await stream(parts, req.raw);
      return await answer(parts, route, req.param() as Record<string, string>, req.raw);
    });
  }
  return app;
}

async function answer(
  parts: ReadAppParts,
  { entry, operation }: ReadRoute,
  path: Record<string, string>,
  request: Request,
): Promise<Response> {
  const command = entry.path.join(" ");
  if (parts.busy && HEAVY.has(entry.name)) throw new MillraceError("api.too-heavy", { operation: entry.name, command });
  const input = readQuery(operation, path, new URL(request.url).searchParams);
  return await answerRead(parts, operation, input, request);
}

/** A list is answered to who asks for one; `after` is of streams alone. */
function wantsStream({ url, headers }: Request): boolean {
  return new URL(url).searchParams.has("after") || (headers.get("accept") ?? "").includes("text/event-stream");
}

async function stream({ world, root, tail, signal }: ReadAppParts, request: Request): Promise<Response> {
  const { after, filter } = await readFilter(new URL(request.url).searchParams, request.headers.get("last-event-id"));
  const from = after ?? headOf(world, root);
  if (request.method === "HEAD") return new Response(null, { headers: { "content-type": "text/event-stream" } });
  return await streamEvents(tail, filter, from, signal);
}
