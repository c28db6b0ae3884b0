import type { compileGraph } from "../../operations/compile-graph.ts";
import type { OutputOf } from "../../operations/define-operation.ts";

/** The drawing itself, to be put into a file. */
export function renderCompileGraph({ text }: OutputOf<typeof compileGraph>): string {
  return text;
}
