import type { EventReader } from "../harness/harness-event.ts";

/** Loads the reader of a harness's events by the name of its adapter; "harness" for lines that are HarnessEvents already. */
export async function loadReader(name: string): Promise<EventReader> {
  switch (name) {
    case "codex_cli":
      return (await import("../codex-cli/read-codex-event.ts")).readCodexEvent;
    case "claude_code":
      return (await import("../claude-code/read-claude-event.ts")).readClaudeEvent;
    case "harness":
      return (await import("../harness/read-harness-event.ts")).readHarnessEvent;
    default:
      throw new Error(`There is no reader "${name}" in this version`);
  }
}
