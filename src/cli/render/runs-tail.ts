import type { OutputOf } from "../../operations/define-operation.ts";
import type { OutputPiece } from "../../operations/follow/output-piece.ts";
import type { runsTail } from "../../operations/runs-tail.ts";
import type { HarnessEvent } from "../../runners/harness/harness-event.ts";
import type { Paper } from "../text/paper.ts";
import { harnessLines } from "./harness-lines.ts";

/** The output itself; headings only where there are two streams. */
export function renderRunsTail({ attempt, stdout, stderr, directory, harness }: OutputOf<typeof runsTail>, paper: Paper): string {
  // It was told in pieces.
  if (stdout.cut && stdout.bytes === 0) return "";
  const told = harness ? heard(attempt, harness, stdout, paper) : "";
  const streams = [
    { name: "stdout", ...stdout, cut: harness === null && stdout.cut },
    { name: "stderr", ...stderr },
  ].filter(({ text }) => text !== "");
  if (streams.length === 0 && told === "") return paper.dim(`Attempt ${attempt} has written nothing yet (${directory})`);
  return (
    told +
    streams
      .map(({ name, text, cut, bytes }) => {
        const heading = `--- ${attempt} ${name}${cut ? `, the end of ${bytes} bytes` : ""} ---`;
        return `${paper.dim(heading)}\n${text.endsWith("\n") ? text : `${text}\n`}`;
      })
      .join("")
  );
}

/** Tells pieces of output, with a heading wherever another attempt or stream goes on. */
export function renderTailPart(): (piece: OutputPiece, paper: Paper) => string {
  let last = "";
  let ended = true;
  const under = (name: string, text: string, paper: Paper): string => {
    const heading = name === last ? "" : `${ended ? "" : "\n"}${paper.dim(`--- ${name} ---`)}\n`;
    last = name;
    ended = text.endsWith("\n");
    return `${heading}${text}`;
  };
  const speakers = new Map<string, string>();
  return (piece, paper) => {
    if (piece.type === "attempt") {
      speakers.set(piece.attempt, speakerText(piece));
      return "";
    }
    if (piece.type === "output") return under(`${piece.attempt} ${piece.stream}`, piece.text, paper);
    const text = harnessLines(piece.event, paper);
    return text === "" ? "" : under(`${piece.attempt} ${speakers.get(piece.attempt) ?? ""}`, text, paper);
  };
}

function heard(
  attempt: string,
  harness: NonNullable<OutputOf<typeof runsTail>["harness"]>,
  { cut, bytes }: { cut: boolean; bytes: number },
  paper: Paper,
): string {
  const text = harness.events.map((event) => harnessLines(event as HarnessEvent, paper)).join("");
  if (text === "") return "";
  return `${paper.dim(`--- ${attempt} ${speakerText(harness)}${cut ? `, the end of ${bytes} bytes` : ""} ---`)}\n${text}`;
}

function speakerText({ stage, runner, model }: { stage: string; runner: string; model: string | null }): string {
  return [stage, runner, ...(model === null ? [] : [model])].join(", ");
}
