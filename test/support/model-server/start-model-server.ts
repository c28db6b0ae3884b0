import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Fields, fields, textOf } from "../../../src/runners/harness/fields.ts";
import { chatDialect } from "./chat.ts";
import type { Dialect, StreamEvent } from "./dialect.ts";
import { messagesDialect } from "./messages.ts";
import { responsesDialect } from "./responses.ts";
import type { Turn } from "./turn.ts";

/** A model on the loopback interface that does what a test tells it, for every harness that speaks HTTP. */
export interface ModelServer {
  /** The address under which the model follows `turns`, one for each time that it is asked; the last one holds from then on. */
  script(...turns: Turn[]): string;
  /** Bodies that were asked for an answer so far. */
  readonly asked: readonly Fields[];
  close(): Promise<void>;
}

const dialects: readonly Dialect[] = [responsesDialect, messagesDialect, chatDialect];

/** Starts the server on a free port. */
export async function startModelServer(): Promise<ModelServer> {
  const scripts: { turns: readonly Turn[]; next: number }[] = [];
  const asked: Fields[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [path = ""] = (request.url ?? "").split("?");
      const script = scripts[Number(/^\/s(\d+)\//.exec(path)?.[1] ?? -1)];
      const dialect = dialects.find((one) => path.endsWith(one.path));
      if (!script || !dialect || request.method !== "POST") return aside(request, response);
      asked.push(body);
      const turn = script.turns[Math.min(script.next++, script.turns.length - 1)];
      if (turn) act(turn, dialect, body, response, asked.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    asked,
    script(...turns) {
      if (turns[0]?.type === "away") return "http://127.0.0.1:1";
      scripts.push({ turns, next: 0 });
      return `http://127.0.0.1:${port}/s${scripts.length - 1}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function act(turn: Turn, dialect: Dialect, body: Fields, response: ServerResponse, number: number): void {
  if (turn.type === "cut" || turn.type === "away") return void response.socket?.destroy();
  if (turn.type === "status") {
    response.writeHead(turn.status, { "content-type": "application/json" });
    const error = turn.error ?? { type: "made_up", message: `told to answer with ${turn.status}` };
    return void response.end(JSON.stringify({ type: "error", error }));
  }
  const [model, id] = [textOf(body.model), `answer_${number}`];
  response.writeHead(200, { "content-type": "text/event-stream" });
  write(response, dialect.begin(model, id));
  if (turn.type === "stall") return;
  write(response, dialect.rest(turn, { model, id, tools: dialect.toolNames(body) }));
  response.end();
}

function write(response: ServerResponse, events: readonly StreamEvent[]): void {
  for (const { name, data } of events) {
    response.write(`${name === null ? "" : `event: ${name}\n`}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
  }
}

/** What harnesses ask beside an answer: the models there are, the length of a text. */
function aside(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "";
  const known = path.includes("/count_tokens") ? { input_tokens: 1 } : { object: "list", data: [], has_more: false };
  response.writeHead(path.includes("/count_tokens") || path.includes("/models") ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(known));
}

async function bodyOf(request: IncomingMessage): Promise<Fields> {
  let text = "";
  request.setEncoding("utf8");
  for await (const chunk of request) text += String(chunk);
  try {
    return fields(JSON.parse(text));
  } catch {
    return {};
  }
}
