/** Where a run stands, to be marked in a diagram. */
export interface LiveState {
  readonly stage: string;
  readonly counters?: Readonly<Record<string, number>>;
}
