import type { configSet } from "../../operations/config-set.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import type { Paper } from "../text/paper.ts";
import { valueText } from "./config-show.ts";

/** What holds now, and from when on. */
export function renderConfigEdit(
  { key, value, origin, changed, applied, takesEffect, file }: OutputOf<typeof configSet>,
  paper: Paper,
): string {
  const holds = value === null ? `${paper.bold(key)} is not set` : `${paper.bold(key)} = ${valueText(value)} ${paper.dim(`(${origin})`)}`;
  if (!changed) return `${paper.dim("already")}  ${holds}`;
  if (!applied) return `${paper.yellow("would")}  ${holds}\n  Nothing was changed in ${file}`;
  const next =
    takesEffect === "reload"
      ? `${paper.cyan("millrace reload")}  ${paper.dim("tells the owner that is at work")}`
      : paper.dim("The next start follows it");
  return `${paper.green(value === null || origin === "default" ? "unset" : "set")}  ${holds}\n  ${next}`;
}
