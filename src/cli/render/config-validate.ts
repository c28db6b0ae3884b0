import type { configValidate } from "../../operations/config-validate.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import type { Paper } from "../text/paper.ts";
import { problemLines } from "./compile-validate.ts";

/** Whether the file is valid, and everything that is wrong with it. */
export function renderConfigValidate({ ok, file, written, problems }: OutputOf<typeof configValidate>, paper: Paper): string {
  if (!ok) return problemLines(problems, paper.red("problem"), paper).join("\n");
  if (file === null) return `${paper.green("valid")}  there is no millrace.toml: every default holds`;
  return `${paper.green("valid")}  ${file}, ${written === 0 ? "every default holds" : `${written} setting${written === 1 ? "" : "s"} of its own`}`;
}
