import type { OutputOf } from "../../operations/define-operation.ts";
import type { logRedact } from "../../operations/log-redact.ts";
import type { Paper } from "../text/paper.ts";

/** What was redacted, or would be, and what goes on holding it. */
export function renderLogRedact(result: OutputOf<typeof logRedact>, paper: Paper): string {
  const { status, seq, events, found, named, texts, masked, left, beyond } = result;
  const places = new Map(found.map((event) => [event.seq, event]));
  return [
    headline(status, seq, paper),
    ...events.map((event) => `event     ${event}${about(places.get(event))}`),
    ...texts.map((hash) => `text      ${hash}, which plans name`),
    ...masked.map((path) => `file      ${path}`),
    ...named.map(({ seq: at, type, subject }) => `${paper.yellow("stays")}     event ${at}, ${type} ${subject}: it is part of a name`),
    ...left.map(({ path, note }) => `${paper.yellow("stays")}     ${path}: ${note}`),
    ...(status === "planned"
      ? []
      : [
          "",
          "Renew the secret as well: it may have been read, and a hash of what held it stays.",
          ...beyond.map((one) => `Not looked at: ${one}`),
        ]),
  ].join("\n");
}

function about(found: { type: string; subject: string; texts: string[] } | undefined): string {
  return found ? `, ${found.type} ${found.subject}: ${found.texts.join(", ")}` : "";
}

function headline(status: OutputOf<typeof logRedact>["status"], seq: number | null, paper: Paper): string {
  switch (status) {
    case "planned":
      return "Nothing is changed yet. This would be redacted:";
    case "redacted":
      return `${paper.green("redacted")}  as of event ${seq}`;
    case "unchanged":
      return `there was nothing to redact ${paper.dim(`as of event ${seq}`)}`;
    case "announced":
      return `${paper.yellow("announced")}  the next command takes the bytes out`;
    case "pending":
      return `${paper.yellow("pending")}  the owner has it and has not answered yet; then redact again, for the files`;
  }
}
