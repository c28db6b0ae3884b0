import { execFileSync, spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { cleanEnv } from "../../delivery/repo.ts";

export interface GitServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Requests so far, as `METHOD path?query`. */
  requests: string[];
  /** Ends the connection of every push from now on: before the server has taken it, or after it did and before it answers. */
  dropPushes(when: "before" | "after" | null): void;
  /** Until it is switched off again. */
  requireAuth(user: string | null, password?: string): void;
  close(): Promise<void>;
}

/** A real git server over HTTP: `git http-backend` behind a bridge of CGI, for the bare repositories below a directory. */
export async function startGitServer(root: string): Promise<GitServer> {
  const backend = join(execFileSync("git", ["--exec-path"]).toString().trim(), "git-http-backend");
  const state: { drop: "before" | "after" | null; auth: string | null } = { drop: null, auth: null };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (state.auth !== null && request.headers.authorization !== state.auth) {
      request.resume();
      response.writeHead(401, { "WWW-Authenticate": 'Basic realm="git"' }).end("who are you?\n");
      return;
    }
    const isPush = request.method === "POST" && request.url?.endsWith("/git-receive-pack") === true;
    const drop = isPush ? state.drop : null;
    if (drop === "before") {
      request.once("data", () => request.socket.destroy());
      return;
    }
    bridge(backend, root, request, response, drop === "after");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    dropPushes: (when) => {
      state.drop = when;
    },
    requireAuth: (user, password = "") => {
      state.auth = user === null ? null : `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One request to the program, by RFC 3875. */
function bridge(backend: string, root: string, request: IncomingMessage, response: ServerResponse, dropAnswer: boolean): void {
  const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
  const { headers } = request;
  const child = spawn(backend, [], {
    env: {
      ...cleanEnv(),
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      REMOTE_USER: "tester",
      REQUEST_METHOD: request.method ?? "GET",
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: headers["content-type"] ?? "",
      ...(headers["content-length"] === undefined ? {} : { CONTENT_LENGTH: headers["content-length"] }),
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(child.stdin);
  child.stdin.on("error", () => undefined); // the backend may end without reading all
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("close", () => {
    if (dropAnswer) {
      request.socket.destroy();
      return;
    }
    const output = Buffer.concat(chunks);
    const end = output.indexOf("\r\n\r\n");
    const lines = output.toString("latin1", 0, Math.max(0, end)).split("\r\n");
    const named = lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()] as const);
    const status = named.find(([name]) => name.toLowerCase() === "status")?.[1] ?? "200";
    response.writeHead(
      Number.parseInt(status, 10),
      Object.fromEntries(named.filter(([name]) => name !== "" && name.toLowerCase() !== "status")),
    );
    response.end(output.subarray(end + 4));
  });
}
