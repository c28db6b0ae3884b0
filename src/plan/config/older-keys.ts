/** Keys of millrace 0.12 to 0.16 (fact sheet 3.2) and where the same thing is said today. */
export const olderKeys: ReadonlyMap<string, string> = new Map([
  ["runtime.default_mode", "runtime.mode"],
  ["runtime.run_style", "the command: start --once or start --daemon"],
  ["runners.default_runner", "stage_defaults.runner"],
  ["runners.codex.command", "runners.<name>.argv"],
  ["runners.codex.args", "runners.<name>.argv"],
  ["usage_governance", "limits.attempts_per_day"],
]);
