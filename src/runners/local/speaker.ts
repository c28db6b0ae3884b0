import { boundedText } from "../bounded-text.ts";
import type { Environment } from "../child-environment.ts";
import { createRedactor } from "../redact.ts";

const TEXT_BYTES = 2048;
/** Text is redacted before it is cut, but no more of it than this. */
const REDACTED_CHARACTERS = 64 * 1024;

/** Makes text fit for the log: without secrets, without the place of the workspace on this disk, and at most 2 KB. */
export function speaker(env: Environment, root: string): (text: string) => string {
  const redact = createRedactor(env);
  return (text) => boundedText(redact(text.slice(0, REDACTED_CHARACTERS)).replaceAll(root, "."), TEXT_BYTES);
}
