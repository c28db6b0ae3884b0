import type { KeyLines } from "../../work/toml/key-lines.ts";
import type { ConfigValues } from "./schema.ts";

/** `millrace.toml` as written: nothing is filled in. What is missing stands in `defaults`. */
export interface Config {
  /** Relative to the workspace; null when there is no such file. */
  file: string | null;
  values: ConfigValues;
  lines: KeyLines;
}
