import * as fs from "node:fs";
import { join } from "node:path";
import type { AcpOrder } from "../drive/drive-order.ts";
import type { Driver, Talk } from "../drive/driver.ts";
import { type Fields, fields, listOf, textOf } from "../harness/fields.ts";
import { newAcpTranscript } from "./acp-transcript.ts";
import { acpUsage } from "./acp-usage.ts";
import { allows } from "./allows.ts";
import { chooseOption } from "./choose-option.ts";
import { newRpcPeer, type Reply } from "./rpc-peer.ts";
import { settingsFor } from "./settings-for.ts";

const PROTOCOL_VERSION = 1;

interface Stop {
  message: string;
  kind?: "refusal";
}

/** Why a turn ended that did not end well; null for one that did. */
const stops: Readonly<Record<string, Stop | null>> = {
  end_turn: null,
  refusal: { message: "the agent refuses to go on", kind: "refusal" },
  max_tokens: { message: "the model's answer was cut off: it is longer than its limit allows" },
  max_turn_requests: { message: "the agent's own limit of requests for one turn was reached" },
  cancelled: { message: "the turn was cancelled" },
};

/** Of an answer of the service that the agent passes on in words, e.g. "API Error: 402 …"; 0 where it tells none. */
function statusIn(message: string): number {
  return Number(/\b(?:error|status|http)\b[: (]*([45]\d\d)\b/i.exec(message)?.[1] ?? 0);
}

function stopOf(reason: string): Stop | null {
  const known = stops[reason];
  return known === undefined ? { message: `the agent stopped for a reason that is not known here: "${reason}"` } : known;
}

/**
 * A client of the Agent Client Protocol, version 1, for one turn of one session. It offers no files and no terminal of its own: what
 * an agent does by itself runs in its own process tree, where the limits of the stage hold. Typed after the official schema.
 */
export function driveAcp(talk: Talk, order: AcpOrder): Driver {
  const transcript = newAcpTranscript(talk.tell);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let session = "";
  let replaying = false;
  let aborting = false;

  const peer = newRpcPeer({
    send: talk.send,
    notified(method, params) {
      if (method === "session/update" && !replaying) transcript.take(fields(params.update));
    },
    asked(method, params) {
      if (method !== "session/request_permission") return null;
      if (aborting) return { outcome: { outcome: "cancelled" } };
      const call = transcript.call(fields(params.toolCall));
      const grounds = { root: talk.root, own: fs.realpathSync(join(talk.root, order.own)) };
      return { outcome: chooseOption(allows(order.permission, call, grounds), listOf(params.options)) };
    },
  });

  const finish = (ok: boolean): void => {
    talk.tell({ type: "end", ok });
    talk.hangUp();
    end();
  };
  const fail = (message: string, kind?: "refusal"): void => {
    // That the turn was cancelled is our own doing then.
    const status = statusIn(message);
    if (!aborting) talk.tell({ type: "error", message, ...(kind && { kind }), ...(status > 0 && { status }) });
    finish(false);
  };

  const begin = async (): Promise<void> => {
    const hello = await peer.ask("initialize", {
      protocolVersion: PROTOCOL_VERSION,
      clientCapabilities: { fs: { readTextFile: false, writeTextFile: false }, terminal: false },
      clientInfo: { name: "millrace", version: "1" },
    });
    if (!hello.ok) return fail(`the agent cannot begin: ${hello.message}`);
    const version = hello.result.protocolVersion;
    if (version !== PROTOCOL_VERSION) return fail(`the agent speaks version ${String(version)} of the protocol, not ${PROTOCOL_VERSION}`);
    const opened = await open(fields(hello.result.agentCapabilities));
    if (!opened.ok) return fail(`the agent cannot open a session: ${opened.message}`);
    session = textOf(opened.result.sessionId) || (order.session ?? "");
    talk.tell({ type: "session", id: session });
    const settings = settingsFor(order, opened.result);
    if ("refused" in settings) return fail(settings.refused);
    for (const { configId, value } of settings.changes) {
      const set = await peer.ask("session/set_config_option", { sessionId: session, configId, value });
      if (!set.ok) return fail(`the agent does not take "${value}" as its ${configId}: ${set.message}`);
    }
    if (settings.model !== null) talk.tell({ type: "model", name: settings.model });
    turnOver(await peer.ask("session/prompt", { sessionId: session, prompt: [{ type: "text", text: talk.prompt }] }));
  };

  /** The session of an earlier attempt where the agent can go on with it, else a new one. */
  const open = async (capabilities: Fields): Promise<Reply> => {
    const place = { cwd: talk.root, mcpServers: [] };
    if (order.session === null) return peer.ask("session/new", place);
    const earlier = { ...place, sessionId: order.session };
    if ("resume" in fields(capabilities.sessionCapabilities)) return peer.ask("session/resume", earlier);
    if (capabilities.loadSession !== true) return peer.ask("session/new", place);
    replaying = true; // the agent tells the whole conversation again before it answers
    const loaded = await peer.ask("session/load", earlier);
    replaying = false;
    return loaded;
  };

  const turnOver = (answer: Reply): void => {
    transcript.flush();
    const usage = answer.ok ? acpUsage(fields(answer.result.usage)) : null;
    if (usage !== null) talk.tell({ type: "usage", usage });
    const stop = answer.ok ? stopOf(textOf(answer.result.stopReason)) : { message: answer.message };
    if (stop === null) finish(true);
    else fail(stop.message, stop.kind);
  };

  return {
    noise: [],
    // Many agents do not end with their standard input; what they keep of a session is written by then.
    farewellMillis: 100,
    begin: () => void begin().catch((error: unknown) => fail(`the connection broke down: ${String(error)}`)),
    hear: peer.hear,
    hearLong: () => talk.tell({ type: "error", message: "the agent sent a message of more than 8 MB, which is passed over" }),
    abort() {
      aborting = true;
      if (session !== "") peer.notify("session/cancel", { sessionId: session });
      return ended;
    },
  };
}
