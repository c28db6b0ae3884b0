import type { OutputOf } from "../../operations/define-operation.ts";
import type { publishSync } from "../../operations/publish-sync.ts";
import type { Paper } from "../text/paper.ts";
import { changeLines } from "./runs-diff.ts";

/** Lines of changes that a person is shown; --json gives all. */
const SHOWN = 40;

/** What a sync changed in the staging worktree, or would change. */
export function renderPublishSync(synced: OutputOf<typeof publishSync>, paper: Paper): string {
  const { staging, applied, made, manifest, changes, entries, files, salvaged } = synced;
  const by = manifest.form === "shipped" ? "without a manifest: the whole product" : `by ${manifest.file}`;
  const gone = entries.filter(({ kind }) => kind === "missing").map(({ path }) => paper.dim(`   ${path} is not there, and optional`));
  const count = `${files} ${files === 1 ? "file" : "files"}`;
  if (changes.length === 0) return [`${paper.bold(staging)} is up to date (${count}, ${by})`, ...gone].join("\n");
  const next = applied ? "millrace publish preflight" : "millrace publish sync";
  return [
    `${applied ? paper.green(made ? "made" : "synced") : paper.yellow("would sync")}  ${paper.bold(staging)}  ${count}, ${by}`,
    ...changeLines(changes.slice(0, SHOWN), paper),
    ...(changes.length > SHOWN ? [paper.dim(`   … and ${changes.length - SHOWN} more`)] : []),
    ...gone,
    ...(salvaged === null ? [] : [`${paper.yellow("!")}  What somebody had changed there is kept in ${salvaged}`]),
    "",
    `  ${paper.cyan(next)}  ${paper.dim(applied ? "comes next" : "does it")}`,
  ].join("\n");
}
