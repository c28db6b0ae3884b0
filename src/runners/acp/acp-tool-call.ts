import { type Fields, fields, listOf, textOf } from "../harness/fields.ts";
import { fingerprint } from "../harness/fingerprint.ts";
import type { HarnessEvent } from "../harness/harness-event.ts";

/** A tool call as far as the agent has told of it. */
export interface AcpToolCall {
  id: string;
  kind: string;
  name: string;
  title: string;
  /** What the tool was given, as JSON; "" while that is not known. */
  input: string;
  /** Files that it is about, as the agent names them. */
  paths: string[];
  status: string;
}

/** The call with what an update says of it; members that it does not have stay. */
export function updated(before: AcpToolCall | undefined, update: Fields): AcpToolCall {
  const input = JSON.stringify(update.rawInput ?? {});
  const paths = [...listOf(update.locations), ...listOf(update.content).filter(({ type }) => type === "diff")].map(({ path }) =>
    textOf(path),
  );
  return {
    id: textOf(update.toolCallId),
    kind: textOf(update.kind) || before?.kind || "other",
    name: textOf(update.name) || before?.name || "",
    title: textOf(update.title) || before?.title || "",
    input: input === "{}" ? (before?.input ?? "") : input,
    paths: paths.length > 0 ? [...new Set(paths)] : (before?.paths ?? []),
    status: textOf(update.status) || before?.status || "pending",
  };
}

/** Whether all is known of the call that will ever be: its input is there, or it runs or has run. */
export function isTold({ input, status }: AcpToolCall): boolean {
  return input !== "" || status !== "pending";
}

/** What the call means, without a word about how it went. */
export function callEvents({ kind, name, title, input, paths }: AcpToolCall): HarnessEvent[] {
  const change = { edit: "update", delete: "delete", move: "update" } as const;
  if (kind === "edit" || kind === "delete" || kind === "move") {
    if (paths.length > 0) return paths.map((path) => ({ type: "file", path, change: change[kind], call: fingerprint(input || title) }));
  }
  const asked = fields(JSON.parse(input || "{}"));
  return [{ type: "tool", name: name || kind, input: textOf(asked.command) || (title && input === "" ? title : input) }];
}
