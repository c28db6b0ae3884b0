import type { OutputOf } from "../../operations/define-operation.ts";
import type { publishApprove } from "../../operations/publish-approve.ts";
import type { publishCommit } from "../../operations/publish-commit.ts";
import type { publishHistory } from "../../operations/publish-history.ts";
import type { publishPush } from "../../operations/publish-push.ts";
import type { publishStatus } from "../../operations/publish-status.ts";
import type { publishTag } from "../../operations/publish-tag.ts";
import type { Paper } from "../text/paper.ts";

type Pushed = OutputOf<typeof publishPush>;

const short = (oid: string): string => oid.slice(0, 12);

export function renderPublishApprove({ tree, base, branch }: OutputOf<typeof publishApprove>, paper: Paper): string {
  const place = `on ${branch ?? "a detached HEAD"}${base === null ? "" : `, after ${short(base)}`}`;
  return [
    `${paper.green("approved")}  tree ${paper.bold(short(tree))} ${place}`,
    "",
    `  ${paper.cyan("millrace publish preflight")}  ${paper.dim("comes next")}`,
  ].join("\n");
}

export function renderPublishCommit(done: OutputOf<typeof publishCommit>, paper: Paper): string {
  const { outcome, commit, branch, signed, hooks, indexLeft, pushed } = done;
  const what =
    outcome === "committed"
      ? `${paper.green("committed")}  ${paper.bold(short(commit ?? ""))} on ${branch}${signed ? ", signed" : ""}`
      : `${branch} has this very tree already, in ${paper.bold(short(commit ?? ""))}`;
  return [
    what,
    ...(hooks.skipped.length > 0 ? [`${paper.yellow("!")}  Hooks did not run: ${hooks.skipped.join(", ")}`] : []),
    ...(indexLeft === null ? [] : [`${paper.yellow("!")}  The index stayed as it was: ${indexLeft}`]),
    ...(pushed === null
      ? ["", `  ${paper.cyan("millrace publish push")}  ${paper.dim("comes next")}`]
      : [renderPublishPush(pushed, paper)]),
  ].join("\n");
}

export function renderPublishPush({ outcome, remote, ref, oid }: Pushed, paper: Paper): string {
  const place = `${ref.replace(/^refs\/heads\//, "")} of ${remote}`;
  return outcome === "pushed"
    ? `${paper.green("pushed")}  ${place} is at ${paper.bold(short(oid))}, as it was read back`
    : `${place} is at ${paper.bold(short(oid))} already: it is published`;
}

export function renderPublishTag({ outcome, name, commit, signed, remote }: OutputOf<typeof publishTag>, paper: Paper): string {
  const word = outcome === "tagged" ? paper.green("tagged") : "is there already";
  const where = remote === null ? `here only; ${paper.cyan(`millrace publish tag ${name} --push`)} publishes it` : `at ${remote} too`;
  return `${word}  ${paper.bold(name)} on ${short(commit)}${signed ? ", signed" : ""}; ${where}`;
}

export function renderPublishStatus(status: OutputOf<typeof publishStatus>, paper: Paper): string {
  const { phase, next, underWay, synced, checked, committed, pushed } = status;
  const row = (name: string, text: string | null) => `  ${paper.dim(name.padEnd(9))}  ${text ?? paper.dim("never")}`;
  const verdict = checked?.ready ? "ready" : "not ready";
  return [
    `${paper.bold(phase)}${underWay === null ? "" : `  a ${underWay.step} of process ${underWay.pid}${underWay.alive ? " is under way" : " was interrupted"}`}`,
    row(
      "synced",
      synced && `${synced.files} ${synced.files === 1 ? "file" : "files"}, from tree ${short(synced.source ?? "")} (event ${synced.at})`,
    ),
    row("checked", checked && `${verdict}, tree ${short(checked.tree)} (event ${checked.at})`),
    row("committed", committed && `${short(committed.commit)} on ${committed.branch} (event ${committed.at})`),
    row("pushed", pushed && `${short(pushed.oid)} to ${pushed.ref} of ${pushed.remote} (event ${pushed.at})`),
    "",
    `  ${paper.cyan(next)}  ${paper.dim("comes next")}`,
  ].join("\n");
}

export function renderPublishHistory({ steps, total }: OutputOf<typeof publishHistory>, paper: Paper): string {
  if (steps.length === 0) return "Nothing was published from this workspace yet";
  const lines = steps.map(
    ({ seq, time, text }) => `${paper.dim(String(seq).padStart(6))}  ${time.slice(0, 16).replace("T", " ")}  ${text}`,
  );
  return [...lines, ...(total > steps.length ? [paper.dim(`${total - steps.length} earlier; --limit shows more`)] : [])].join("\n");
}
