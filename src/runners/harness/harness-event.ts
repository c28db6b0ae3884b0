import type { Usage } from "../contract/usage.ts";

/** What a harness tells while it works, the same for every harness. */
export type HarnessEvent =
  /** How the harness itself can go on with this conversation. */
  | { type: "session"; id: string }
  /** The model that really answers. */
  | { type: "model"; name: string }
  /** Something that the agent says; the last one is its final message. */
  | { type: "text"; text: string }
  /** A tool that the agent used: its name, and what it was asked in one line. */
  | { type: "tool"; name: string; input: string }
  /** `call` is the same for the same change, where the harness tells what it changes. */
  | { type: "file"; path: string; change: "add" | "update" | "delete"; call?: string }
  /** The result that the agent handed in, in the form of the harness's own schema. */
  | { type: "answer"; terminal: string; summary: string }
  /** What one answer of the model used, told as it comes; lines that speak of the same answer bear the same id. */
  | { type: "spent"; usage: Usage; answer?: string }
  /** What was used in all, as the harness counts: over this program, or over the session. The last one counts. */
  | { type: "usage"; usage: Usage }
  /** A trouble that the harness may still get over. `status` is that of HTTP, where it tells one. */
  | { type: "error"; message: string; status?: number; kind?: "refusal" | "result_invalid" }
  /** The agent's turn is over. */
  | { type: "end"; ok: boolean };

/** The way from one JSON line of a harness to what it means; nothing for lines that mean nothing here. */
export type EventReader = (line: Readonly<Record<string, unknown>>) => HarnessEvent[];
