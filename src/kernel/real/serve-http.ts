import { chmodSync } from "node:fs";

/** Where to listen: a Unix socket, which only this user may then open, or a port of the loopback interface (0: any). */
export type HttpPlace = { socket: string } | { port: number };

export interface HttpServer {
  /** Null on a socket. */
  port: number | null;
  /** Takes no more requests, gives those under way `millis` to end, then breaks them off. */
  close(millis: number): Promise<void>;
}

type Handle = (request: Request) => Response | Promise<Response>;

interface BunServer {
  port?: number;
  stop(closeActive?: boolean): Promise<void>;
}

interface DenoServer {
  addr: { port?: number };
  finished: Promise<void>;
  shutdown(): Promise<void>;
}

interface Runtimes {
  Bun?: { serve(options: object): BunServer };
  Deno?: { serve(options: object, handle: Handle): DenoServer };
}

const LOOPBACK = "127.0.0.1";

/** The runtime's own HTTP server. Throws the platform's error, e.g. EADDRINUSE. */
export function serveHttp(place: HttpPlace, handle: Handle): HttpServer {
  const { Bun: bun, Deno: deno } = globalThis as unknown as Runtimes;
  const server = bun ? byBun(bun, place, handle) : deno ? byDeno(deno, place, handle) : null;
  if (!server) throw new Error("HTTP needs Bun or Deno");
  if ("socket" in place) chmodSync(place.socket, 0o600);
  return server;
}

function byBun(bun: NonNullable<Runtimes["Bun"]>, place: HttpPlace, handle: Handle): HttpServer {
  const at = "socket" in place ? { unix: place.socket } : { hostname: LOOPBACK, port: place.port };
  // Without an idle timeout: streams of events may be silent for long.
  const server = bun.serve({ ...at, idleTimeout: 0, fetch: handle });
  return {
    port: "socket" in place ? null : (server.port ?? null),
    async close(millis) {
      await endsWithin(server.stop(), millis);
      await server.stop(true);
    },
  };
}

function byDeno(deno: NonNullable<Runtimes["Deno"]>, place: HttpPlace, handle: Handle): HttpServer {
  const at = "socket" in place ? { path: place.socket } : { hostname: LOOPBACK, port: place.port };
  const breaking = new AbortController();
  const server = deno.serve({ ...at, signal: breaking.signal, onListen: () => undefined }, handle);
  return {
    port: "socket" in place ? null : (server.addr.port ?? null),
    async close(millis) {
      // Aborting a server that has shut down throws (seen with 2.9.6).
      if (!(await endsWithin(server.shutdown(), millis))) breaking.abort();
      await server.finished;
    },
  };
}

async function endsWithin(ended: Promise<void>, millis: number): Promise<boolean> {
  const over = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => over.resolve(false), millis);
  const inTime = await Promise.race([ended.then(() => true), over.promise]);
  clearTimeout(timer);
  return inTime;
}
