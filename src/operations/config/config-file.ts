import { join } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { readText } from "../../plan/assets/read-text.ts";
import { configFiles } from "../../plan/config/load-config.ts";

/** The configuration's file as it stands, for an edit. */
export interface ConfigFile {
  /** Relative to the workspace; where it would be made when it is not there. */
  file: string;
  path: string;
  /** "" where there is none. */
  text: string;
}

/** Reads the file that an edit changes. Throws `config.two-files` and `config.unreadable`. */
export function readConfigFile(fs: Fs, root: string): ConfigFile {
  const [file = configFiles[0], other] = configFiles.filter((path) => fs.facts(join(root, path)) !== null);
  if (other !== undefined) {
    const fix = `Keep ${file} and remove ${other}, or the other way round`;
    throw new MillraceError("config.two-files", { path: "", message: `${file} and ${other} both exist`, fix });
  }
  const path = join(root, file);
  if (fs.facts(path)?.kind === "symlink") {
    const fix = "Edit the file that it leads to by hand";
    throw new MillraceError("config.unreadable", { path: file, message: "It is a link, which an edit would replace", fix });
  }
  const read = readText(fs, path);
  if (read.ok) return { file, path, text: read.text };
  if (read.missing) return { file, path, text: "" };
  throw new MillraceError("config.unreadable", { path: file, message: read.problem, fix: read.fix });
}
