import type { Operation } from "./define-operation.ts";

/** Whether an operation gives its result in pieces for this input: always, or because it is told to follow. */
export function isStreaming({ streams, params }: Pick<Operation, "streams" | "params">, input: Readonly<Record<string, unknown>>): boolean {
  return streams === true || Object.entries(params).some(([name, { follows }]) => follows === true && input[name] === true);
}
