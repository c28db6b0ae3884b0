import type { Answer } from "./turn.ts";

/** One event of a stream: `event:` line and `data:` line; a null name writes no `event:` line. */
export interface StreamEvent {
  name: string | null;
  data: object | "[DONE]";
}

/** How one kind of service speaks. `tools` are the names that the harness offers. */
export interface Dialect {
  /** Last part of the path that is asked. */
  path: string;
  toolNames(body: Readonly<Record<string, unknown>>): string[];
  /** The first event of every stream. */
  begin(model: string, id: string): StreamEvent[];
  rest(answer: Answer, context: { model: string; id: string; tools: readonly string[] }): StreamEvent[];
}
