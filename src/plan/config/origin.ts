/** Where a value of the plan came from. */
export type Origin =
  | { from: "default" }
  | { from: "file"; file: string; line: number | undefined }
  | { from: "mode"; mode: string }
  | { from: "loop"; loop: string }
  | { from: "command" };

/** Key path in the plan to origin, e.g. `limits.retries_per_visit` or `stages."execution.standard/builder".runner`. */
export type Provenance = Record<string, Origin>;

/** The origin as it is shown: `default`, `millrace.toml:12`, `mode default_shell`, `loop execution.standard`, `command line`. */
export function originText(origin: Origin): string {
  if (origin.from === "file") return origin.line === undefined ? origin.file : `${origin.file}:${origin.line}`;
  if (origin.from === "mode") return `mode ${origin.mode}`;
  if (origin.from === "loop") return `loop ${origin.loop}`;
  return origin.from === "command" ? "command line" : "default";
}
