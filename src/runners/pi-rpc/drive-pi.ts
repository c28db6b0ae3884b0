import type { Driver, Talk } from "../drive/driver.ts";
import { type Fields, fields, textOf } from "../harness/fields.ts";
import { piUsage } from "./pi-usage.ts";
import { readPiEvent } from "./read-pi-event.ts";

/** Requests of an extension that wait for an answer of a person. */
const dialogs = ["select", "confirm", "input", "editor"];

/**
 * The RPC client for `pi --mode rpc`. After `agent_end` pi may still try again by itself or shorten its history, and tells so
 * before it answers the next command: only when the statistics come without such news is the turn over.
 */
export function drivePi(talk: Talk): Driver {
  let round = 0;
  let asked = 0;
  let failed = false;
  let model = "";
  let aborted: (() => void) | null = null;

  const settle = (): void => {
    asked = ++round;
    talk.send({ id: `stats-${asked}`, type: "get_session_stats" });
  };
  const finish = (ok: boolean): void => {
    talk.tell({ type: "end", ok });
    talk.hangUp();
    aborted?.();
  };
  const answered = (line: Fields): void => {
    if (line.success !== true && (line.command === "prompt" || line.command === "parse")) {
      talk.tell({ type: "error", message: textOf(line.error) || "pi refused the prompt" });
      finish(false);
      return;
    }
    const data = fields(line.data);
    if (line.command === "get_state" && textOf(data.sessionId) !== "") {
      talk.tell({ type: "session", id: textOf(data.sessionId) });
      answering(textOf(fields(data.model).id));
    }
    if (line.command === "abort") settle();
    if (line.command !== "get_session_stats" || line.id !== `stats-${asked}`) return;
    if (line.success === true) talk.tell({ type: "usage", usage: piUsage({ ...fields(data.tokens), cost: data.cost }) });
    finish(!failed);
  };
  const answering = (name: string): void => {
    if (name === "" || name === model) return;
    model = name;
    talk.tell({ type: "model", name });
  };
  /** Nobody is there to ask. */
  const decline = (line: Fields): void => {
    if (!dialogs.includes(textOf(line.method))) return;
    talk.send({ type: "extension_ui_response", id: line.id, cancelled: true });
  };

  return {
    farewellMillis: 3000,
    noise: ['{"type":"message_update"', '{"type":"tool_execution_update"', '{"type":"message_start"', '{"type":"turn_end"'],
    begin() {
      talk.send({ id: "state", type: "get_state" });
      // What begins with a slash would be taken for a command of an extension.
      talk.send({ id: "prompt", type: "prompt", message: talk.prompt.replace(/^(?=\/)/, "\n") });
    },
    hear(line) {
      switch (line.type) {
        case "response":
          return answered(line);
        case "extension_ui_request":
          return decline(line);
        case "agent_start":
        case "compaction_start":
          asked = 0;
          break;
        case "auto_retry_start":
          asked = 0;
          failed = false;
          break;
        case "agent_end":
        case "auto_retry_end":
        case "compaction_end":
          if (line.type === "agent_end" || (line.success !== true && line.willRetry !== true)) settle();
          break;
        case "message_end":
          if (fields(line.message).role === "assistant") answering(textOf(fields(line.message).model));
          break;
      }
      for (const event of readPiEvent(line)) {
        // That the turn was aborted is our own doing then, and no trouble of the harness.
        if (event.type === "error" && aborted !== null) continue;
        if (event.type === "error") failed = true;
        if (event.type === "text" || event.type === "tool" || event.type === "file") failed = false;
        talk.tell(event);
      }
    },
    hearLong(beginning) {
      // It repeats every message of the turn; that it came is all that counts.
      if (beginning.startsWith('{"type":"agent_end"')) settle();
    },
    abort() {
      talk.send({ id: "abort", type: "abort" });
      return new Promise((resolve) => {
        aborted = resolve;
      });
    },
  };
}
