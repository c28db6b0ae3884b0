import { createServer, type Socket } from "node:net";
import { type HostRule, parseHostRule } from "../../../plan/sandbox/host-rule.ts";
import { dial } from "./dial.ts";
import { parseHead } from "./request-head.ts";

const HEAD_BYTES = 64 * 1024;
const HEAD_MILLIS = 30_000;

/** The only way out of a sandbox whose network is a list of hosts. */
export interface Gate {
  close(): void;
}

/**
 * Serves as an HTTP proxy at a Unix socket: CONNECT, and plain requests, of which each connection carries one. Only the hosts
 * of `allowed` are connected to. The path is relative where the absolute one would be longer than a socket's name can be.
 */
export function openGate(path: string, allowed: readonly string[]): Promise<Gate> {
  const rules = allowed.map(parseHostRule).filter((rule) => rule !== null);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.once("close", () => open.delete(client));
    client.on("error", () => client.destroy());
    serve(client, rules);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () =>
      resolve({
        close() {
          server.close();
          for (const client of open) client.destroy();
        },
      }),
    );
  });
}

function serve(client: Socket, rules: readonly HostRule[]): void {
  let held = Buffer.alloc(0);
  client.setTimeout(HEAD_MILLIS, () => client.destroy());
  const read = (bytes: Buffer): void => {
    held = Buffer.concat([held, bytes]);
    const end = held.indexOf("\r\n\r\n");
    if (end < 0 && held.length < HEAD_BYTES) return;
    client.off("data", read);
    client.pause();
    client.setTimeout(0);
    const head = end < 0 ? null : parseHead(held.toString("latin1", 0, end));
    if (head) void pass(client, head, held.subarray(end + 4), rules);
    else refuse(client, 400, "this proxy takes CONNECT, and requests with a whole http:// address");
  };
  client.on("data", read);
}

type Head = NonNullable<ReturnType<typeof parseHead>>;

async function pass(client: Socket, head: Head, rest: Buffer, rules: readonly HostRule[]): Promise<void> {
  const server = await dial(rules, head.host, head.port);
  if ("refused" in server) return refuse(client, 403, server.refused);
  const end = (): void => {
    client.destroy();
    server.destroy();
  };
  server.on("error", end);
  client.on("error", end);
  client.once("close", end);
  server.once("close", () => client.end());
  if (head.forward === null) client.write("HTTP/1.1 200 Connection established\r\n\r\n");
  else server.write(head.forward, "latin1");
  if (rest.length > 0) server.write(rest);
  server.pipe(client);
  client.pipe(server);
}

function refuse(client: Socket, status: number, why: string): void {
  const text = `millrace: ${why}\n`;
  const kind = status === 403 ? "Forbidden" : "Bad Request";
  client.end(
    `HTTP/1.1 ${status} ${kind}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}
