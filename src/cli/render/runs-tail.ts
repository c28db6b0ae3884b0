import type { OutputOf } from "../../operations/define-operation.ts";
import type { OutputPiece } from "../../operations/follow/follow-output.ts";
import type { runsTail } from "../../operations/runs-tail.ts";
import type { Paper } from "../text/paper.ts";

/** The output itself; headings only where there are two streams. */
export function renderRunsTail({ attempt, stdout, stderr, directory }: OutputOf<typeof runsTail>, paper: Paper): string {
  // It was told in pieces.
  if (stdout.cut && stdout.bytes === 0) return "";
  const streams = [
    { name: "stdout", ...stdout },
    { name: "stderr", ...stderr },
  ].filter(({ text }) => text !== "");
  if (streams.length === 0) return paper.dim(`Attempt ${attempt} has written nothing yet (${directory})`);
  return streams
    .map(({ name, text, cut, bytes }) => {
      const heading = `--- ${attempt} ${name}${cut ? `, the end of ${bytes} bytes` : ""} ---`;
      return `${paper.dim(heading)}\n${text.endsWith("\n") ? text : `${text}\n`}`;
    })
    .join("");
}

/** Tells pieces of output, with a heading wherever another attempt or stream goes on. */
export function renderTailPart(): (piece: OutputPiece, paper: Paper) => string {
  let last = "";
  let ended = true;
  return ({ attempt, stream, text }, paper) => {
    const name = `${attempt} ${stream}`;
    const heading = name === last ? "" : `${ended ? "" : "\n"}${paper.dim(`--- ${name} ---`)}\n`;
    last = name;
    ended = text.endsWith("\n");
    return `${heading}${text}`;
  };
}
