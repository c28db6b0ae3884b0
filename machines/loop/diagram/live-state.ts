/** Where a run stands, to be marked in a diagram. */
export interface LiveState {
  readonly stage: string;
  readonly counters?: Readonly<Record<string, number>>;
  /** The stages and final states that it came through, in order; drawn with their numbers. */
  readonly path?: readonly string[];
}
