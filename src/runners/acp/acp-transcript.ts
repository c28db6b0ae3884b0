import { type Fields, fields, textOf } from "../harness/fields.ts";
import type { HarnessEvent } from "../harness/harness-event.ts";
import { type AcpToolCall, callEvents, isTold, updated } from "./acp-tool-call.ts";

/** What `session/update` notifications come to. */
export interface AcpTranscript {
  take(update: Fields): void;
  /** The call that a request speaks of, with all that was told of it before. */
  call(update: Fields): AcpToolCall;
  /** What the agent has begun to say is all that it says. */
  flush(): void;
}

/** Puts pieces of a message together, and tells each tool call once, as soon as it is known what is asked of the tool. */
export function newAcpTranscript(tell: (event: HarnessEvent) => void): AcpTranscript {
  const calls = new Map<string, AcpToolCall>();
  const told = new Set<string>();
  let text = "";
  let message = "";

  const flush = (): void => {
    if (text.trim() !== "") tell({ type: "text", text });
    text = "";
  };
  const call = (update: Fields): AcpToolCall => {
    const next = updated(calls.get(textOf(update.toolCallId)), update);
    calls.set(next.id, next);
    if (isTold(next) && !told.has(next.id)) {
      told.add(next.id);
      for (const event of callEvents(next)) tell(event);
    }
    if (next.status === "completed" || next.status === "failed") calls.delete(next.id);
    return next;
  };
  return {
    call,
    flush,
    take(update) {
      const kind = textOf(update.sessionUpdate);
      if (kind !== "agent_message_chunk") {
        flush();
        if (kind === "tool_call" || kind === "tool_call_update") call(update);
        return;
      }
      const id = textOf(update.messageId);
      if (id !== message) flush();
      message = id;
      const content = fields(update.content);
      if (content.type === "text") text += textOf(content.text);
    },
  };
}
