import { EventTail } from "../engine/follow/event-tail.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { isFsError } from "../kernel/fs-error.ts";
import { type HttpServer, serveHttp } from "../kernel/real/serve-http.ts";
import { watchDirectories } from "../kernel/real/watch-directories.ts";
import type { Host, HostOrder } from "../operations/host.ts";
import { registry } from "../operations/registry.ts";
import { layoutOf } from "../workspace/layout.ts";

/** Milliseconds that requests under way get when the server closes. */
const LAST_ANSWERS = 1000;

/** Serves the application. It is made at the first request: an owner that nobody asks for anything does not pay for it. */
export const serveApp: Host = async (order) => {
  const closing = new AbortController();
  const tail = new EventTail(order.world, order.root);
  const stopHints = hintAt(order, tail);
  let handle: Promise<(request: Request) => Response | Promise<Response>> | null = null;
  const server = listen(order, async (request) => {
    handle ??= import("./create-app.ts").then(({ createApp }) => {
      const { world, root, control, at } = order;
      const taking = "socket" in at ? control : null;
      return createApp({ world, root, registry, tail, busy: control !== null, control: taking, signal: closing.signal }).fetch;
    });
    return await (await handle)(request);
  });
  return {
    port: server.port,
    async close() {
      closing.abort();
      await server.close(LAST_ANSWERS);
      stopHints();
    },
  };
};

function listen({ at }: HostOrder, handle: (request: Request) => Promise<Response>): HttpServer {
  try {
    return serveHttp(at, handle);
  } catch (error) {
    if ("socket" in at || !isFsError(error)) throw error;
    throw new MillraceError("api.port-taken", { port: at.port, problem: error.message }, error);
  }
}

/** In the owner every decision is a hint; beside it, every change in the log's directory. */
function hintAt({ root, control }: HostOrder, tail: EventTail): () => void {
  if (control) {
    control.listen(() => tail.hint());
    return () => undefined;
  }
  const watch = watchDirectories([layoutOf(root).log], () => tail.hint());
  return () => watch.close();
}
