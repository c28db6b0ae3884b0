import type { Output } from "../../kernel/real/output.ts";
import type { OperationProgress } from "../../operations/context.ts";
import type { PartWriter } from "../part-writer.ts";
import type { Paper } from "../text/paper.ts";
import { plain } from "../text/plain.ts";
import { wrap } from "../text/wrap.ts";
import { progressJson } from "./progress-json.ts";
import { progressLines, stageUnderWay } from "./progress-lines.ts";
import { spinnerOn } from "./spinner.ts";

/** Where what an operation says on its way goes. */
export interface Reporter {
  tell(event: OperationProgress): void;
  /** Takes away what is not to stay on the screen. A second call does nothing. */
  end(): void;
}

/** `lines` gets every event as a line of JSON; without it, `screen` gets those that a person wants to see, and `parts` the pieces of a result. */
export function reporterFor(to: { lines: Output | null; screen: Output | null; paper: Paper; parts?: PartWriter | null }): Reporter {
  const { lines, screen, paper, parts = null } = to;
  if (lines) return { tell: (event) => tellJson(lines, event), end: () => undefined };
  const spinner = screen && spinnerOn(screen);
  return {
    tell(event) {
      if (event.type === "part") parts?.(event.part, event.same === true);
      if (!spinner) return;
      const told = progressLines(event, paper);
      if (told.length > 0) spinner.above(`${wrap(told.join("\n"), paper.columns)}\n`);
      const stage = stageUnderWay(event);
      if (stage !== undefined) spinner.show(stage === null ? null : plain(stage));
    },
    end: () => spinner?.show(null),
  };
}

function tellJson(lines: Output, event: OperationProgress): void {
  if (event.type !== "part" || event.same !== true) lines.write(`${JSON.stringify(progressJson(event))}\n`);
}
