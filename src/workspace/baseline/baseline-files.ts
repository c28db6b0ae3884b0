import { configText } from "../init/config-text.ts";
import { IGNORE_TEXT } from "../init/ignore-text.ts";
import { SHIM, shimText } from "../init/shim.ts";
import { relativeLayout } from "../layout.ts";

/** A file that `init` installs, as this version has it. The path is relative to the root. */
export interface BaselineFile {
  path: string;
  text: string;
}

export interface BaselineOptions {
  /** The mode that `init` was told. */
  mode: string | undefined;
  /** Absolute path of the installed `millrace.ts`; null for a compiled executable, which installs no file that runs it. */
  entry: string | null;
  /** Where this workspace's configuration lies. */
  config?: string;
}

/** Everything that `init` installs. What is added here is recorded, compared and merged without more ado. */
export function baselineFiles({ mode, entry, config = relativeLayout.config }: BaselineOptions): BaselineFile[] {
  return [
    { path: config, text: configText(mode) },
    { path: `${relativeLayout.agents}/.gitignore`, text: IGNORE_TEXT },
    ...(entry === null ? [] : [{ path: SHIM, text: shimText(entry) }]),
  ];
}
