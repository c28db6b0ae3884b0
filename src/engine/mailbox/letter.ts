import type { Recipient } from "./recipient.ts";

/** What is kept of a letter once it is done with: beside its answer in `processed`, or in `failed` with what it could not be. */
export interface LetterReceipt {
  failed: boolean;
  content: unknown;
}

/** A file in the mailbox, whatever its shape. */
export interface Letter {
  /** Milliseconds since the epoch at which it was issued; before all others where it does not say. */
  issued: number;
  /** It cannot be read: it may still be written to. */
  broken?: boolean;
  carryOut(recipient: Recipient): Promise<LetterReceipt>;
}
