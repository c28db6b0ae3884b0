import type { OutputOf } from "../../operations/define-operation.ts";
import type { publishSync } from "../../operations/publish-sync.ts";
import type { Paper } from "../text/paper.ts";
import { publishChangeLines } from "./publish-changes.ts";

/** Optional entries that are not there, as far as a person is shown them. */
const SHOWN_GONE = 5;

/** What a sync changed in the staging worktree, or would change. */
export function renderPublishSync(synced: OutputOf<typeof publishSync>, paper: Paper): string {
  const { staging, applied, made, manifest, changes, entries, files, salvaged } = synced;
  const by = manifest.form === "shipped" ? "without a manifest: the whole product" : `by ${manifest.file}`;
  const count = `${files} ${files === 1 ? "file" : "files"}`;
  const notes = [
    ...goneLines(entries, paper),
    ...manifest.passedOver.map((file) => `${paper.yellow("!")}  ${file} is there too, and not read`),
    ...(salvaged === null ? [] : [`${paper.yellow("!")}  What somebody had changed there is kept in ${salvaged}`]),
  ];
  const next = applied ? "millrace publish preflight" : "millrace publish sync";
  const nextLines = ["", `  ${paper.cyan(next)}  ${paper.dim(applied ? "comes next" : "does it")}`];
  if (changes.length === 0)
    return [`${paper.bold(staging)} is up to date (${count}, ${by})`, ...notes, ...(applied ? nextLines : [])].join("\n");
  return [
    `${applied ? paper.green(made ? "made" : "synced") : paper.yellow("would sync")}  ${paper.bold(staging)}  ${count}, ${by}`,
    ...publishChangeLines(changes, paper),
    ...notes,
    ...nextLines,
  ].join("\n");
}

function goneLines(entries: OutputOf<typeof publishSync>["entries"], paper: Paper): string[] {
  const gone = entries.filter(({ kind }) => kind === "missing");
  const more = gone.length - SHOWN_GONE;
  return [
    ...gone.slice(0, SHOWN_GONE).map(({ path }) => paper.dim(`   ${path} is not there, and optional`)),
    ...(more > 0 ? [paper.dim(`   … and ${more} more ${more === 1 ? "entry that is" : "entries that are"} not there`)] : []),
  ];
}
