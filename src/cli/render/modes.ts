import type { OutputOf } from "../../operations/define-operation.ts";
import type { modes } from "../../operations/modes.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";

/** The modes, or one with its bindings. */
export function renderModes({ modes: listed, bindings }: OutputOf<typeof modes>, paper: Paper): string {
  const rows = listed.map(({ id, origin, aliasOf, summary, current }) => [
    current ? { text: `${id} *`, style: paper.green } : id,
    aliasOf === null ? origin : `alias of ${aliasOf}`,
    summary,
  ]);
  const lines = table(["mode", "from", "summary"], rows, paper);
  if (bindings === null) return [...lines, paper.dim("* is the one that millrace.toml names")].join("\n");
  const loops = Object.entries(bindings.loopFor).map(([kind, loop]) => [kind, loop]);
  const stages = bindings.stages.map(({ stage, runner, model, timeoutSeconds }) => [stage, runner, model ?? "", `${timeoutSeconds} s`]);
  return [
    ...lines,
    "",
    ...table(["kind", "loop"], loops, paper),
    "",
    ...table(["stage", "runner", "model", "timeout"], stages, paper),
  ].join("\n");
}
