import type { Params } from "../../operations/params.ts";

/** Options that every command takes, before or after its words. */
export const globalOptions = {
  workspace: { type: "string", placeholder: "DIR", env: "MILLRACE_WORKSPACE", summary: "The workspace; else the nearest one upward" },
  config: { type: "string", placeholder: "FILE", summary: "The millrace.toml of the workspace" },
  json: { type: "boolean", summary: "Data as JSON on standard output" },
  "no-input": { type: "boolean", summary: "Never ask; fail and name the option instead" },
  "no-color": { type: "boolean", env: "NO_COLOR", summary: "No colours" },
  quiet: { type: "boolean", short: "q", summary: "No progress and no notes on standard error" },
  help: { type: "boolean", short: "h", summary: "Help for a command; with --json its schemas" },
  version: { type: "boolean", summary: "The version" },
  describe: { type: "boolean", summary: "Describe the command, or all of them, as JSON" },
} as const satisfies Params;

/** The global options as given; the environment is not looked at. */
export interface GlobalValues {
  workspace: string | undefined;
  config: string | undefined;
  json: boolean;
  "no-input": boolean;
  "no-color": boolean;
  quiet: boolean;
  help: boolean;
  version: boolean;
  describe: boolean;
}
