/** Something wrong with a work document. A value, never thrown; its texts fit the code `item.bad-document`. */
export interface DocumentProblem {
  /** Line in the document, from 1; null when the whole of it is meant. */
  line: number | null;
  problem: string;
  /** What to do about it. */
  fix: string;
}
