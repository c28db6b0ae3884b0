import type { Finding } from "../finding.ts";
import type { SourceFile } from "../source-file.ts";

export const mostLines = 400;

/** No file of the product is over 400 lines. */
export const size = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter(({ path }) => /^(src|machines|publish)\/|^millrace\.ts$/.test(path))
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => ({
      rule: "size",
      file: path,
      line: mostLines + 1,
      what: `${lines} lines; the most is ${mostLines}`,
      todo: "Give each thing that it does a file of its own",
    }));
