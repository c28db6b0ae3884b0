import type { Answer } from "../store.ts";
import type { MailboxAnswer } from "./envelope.ts";

/** The owner's answer as it travels. */
export function answerOf(id: string, answer: Answer): MailboxAnswer {
  if (answer.status === "applied") return { id, status: "applied", seq: answer.seq, subject: answer.subject };
  return { id, status: "rejected", seq: answer.seq, code: answer.failure.code, values: { ...answer.failure.values } };
}
