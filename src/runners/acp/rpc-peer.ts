import { type Fields, fields, textOf } from "../harness/fields.ts";

/** What came of a request: its result, or why there is none. */
export type Reply = { ok: true; result: Fields } | { ok: false; code: number; message: string };

/** Our end of a connection that speaks JSON-RPC 2.0. */
export interface RpcPeer {
  /** Resolves with the answer, which may never come. */
  ask(method: string, params: object): Promise<Reply>;
  notify(method: string, params: object): void;
  hear(message: Fields): void;
}

export interface RpcHandlers {
  send(message: object): void;
  notified(method: string, params: Fields): void;
  /** The result for a request of the other side; null for a method that is not served. */
  asked(method: string, params: Fields): object | null;
}

const METHOD_NOT_FOUND = -32601;

export function newRpcPeer({ send, notified, asked }: RpcHandlers): RpcPeer {
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = 0;
  const answered = ({ id, result, error }: Fields): void => {
    const resolve = typeof id === "number" ? waiting.get(id) : undefined;
    if (!resolve || typeof id !== "number") return;
    waiting.delete(id);
    resolve(error === undefined ? { ok: true, result: fields(result) } : { ok: false, ...problemIn(fields(error)) });
  };
  return {
    ask(method, params) {
      const id = ++last;
      send({ jsonrpc: "2.0", id, method, params });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    notify: (method, params) => send({ jsonrpc: "2.0", method, params }),
    hear(message) {
      const { id, method } = message;
      if (typeof method !== "string") return answered(message);
      if (id === undefined) return notified(method, fields(message.params));
      const result = asked(method, fields(message.params));
      if (result !== null) return send({ jsonrpc: "2.0", id, result });
      send({ jsonrpc: "2.0", id, error: { code: METHOD_NOT_FOUND, message: `"${method}" is not served` } });
    },
  };
}

/** Agents put what really happened into `data`, in forms of their own. */
function problemIn({ code, message, data }: Fields): { code: number; message: string } {
  const more = typeof data === "string" ? data : textOf(fields(data).message) || textOf(fields(data).details) || plain(data);
  const words = [textOf(message), more].filter((part) => part !== "").join(": ");
  return { code: typeof code === "number" ? code : 0, message: words || "an error without a word" };
}

function plain(data: unknown): string {
  return data === undefined || data === null ? "" : JSON.stringify(data);
}
