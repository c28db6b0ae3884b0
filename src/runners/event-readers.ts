import { readClaudeEvent } from "./claude-code/read-claude-event.ts";
import { readCodexEvent } from "./codex-cli/read-codex-event.ts";
import type { EventReader } from "./harness/harness-event.ts";
import { readHarnessEvent } from "./harness/read-harness-event.ts";

/** How the standard output of an attempt is read, by the name of its adapter. Of those with a driver it holds HarnessEvents. */
export const eventReaders: Readonly<Record<string, EventReader>> = {
  codex_cli: readCodexEvent,
  claude_code: readClaudeEvent,
  pi_rpc: readHarnessEvent,
  acp: readHarnessEvent,
};
