import { existsSync, rmSync } from "node:fs";
import { isFsError } from "../fs-error.ts";
import type { Wire, WireAnswer } from "../ports/wire.ts";
import { socketPath } from "./socket-path.ts";

/** Unix sockets, by the runtime's own `fetch` under Bun (30 ms less than node:http for a whole process), else by node:http. */
export const socketWire: Wire = {
  claim(directory) {
    const socket = socketPath(directory, { make: true });
    if (socket === null) throw new Error("The directory for control sockets belongs to somebody else, or others may enter it");
    rmSync(socket, { force: true });
    return socket;
  },
  release: (socket) => rmSync(socket, { force: true }),
  async post(directory, path, body, millis) {
    const socket = here(directory);
    if (socket === null) return null;
    return (globalThis as { Bun?: unknown }).Bun
      ? await postByFetch(socket, path, body, millis)
      : await postByNode(socket, path, body, millis);
  },
};

function here(directory: string): string | null {
  try {
    const socket = socketPath(directory, { make: false });
    return socket !== null && existsSync(socket) ? socket : null;
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}

async function postByFetch(socket: string, path: string, body: string, millis: number): Promise<WireAnswer | null> {
  const options = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    unix: socket,
    signal: AbortSignal.timeout(millis),
  };
  try {
    const response = await fetch(`http://localhost${path}`, options as RequestInit);
    return { status: response.status, body: await response.json() };
  } catch (error) {
    return unanswered(error);
  }
}

async function postByNode(socket: string, path: string, body: string, millis: number): Promise<WireAnswer | null> {
  const { request } = await import("node:http");
  const headers = { host: "localhost", "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const asked = new Promise<WireAnswer>((resolve, reject) => {
    const asking = request({ socketPath: socket, path, method: "POST", headers, signal: AbortSignal.timeout(millis) }, (response) => {
      const chunks: Uint8Array[] = [];
      response.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
        } catch (error) {
          reject(error);
        }
      });
    });
    asking.on("error", reject);
    asking.end(body);
  });
  return await asked.catch(unanswered);
}

/** Refused, broken off, out of time, or no JSON: all the same to who asks, who then takes the mailbox. */
function unanswered(error: unknown): null {
  if (error instanceof Error) return null;
  throw error;
}
