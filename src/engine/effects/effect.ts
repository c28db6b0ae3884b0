/** What the state says is to be done for a run. Each reports back by commands; none is remembered: they are derived anew. */
export type Effect =
  | { type: "prepare"; run: string }
  | { type: "attempt"; run: string }
  | { type: "adopt"; run: string }
  | { type: "verify"; run: string }
  | { type: "wait"; run: string }
  | { type: "deliver"; run: string };
