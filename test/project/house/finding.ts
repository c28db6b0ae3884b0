/** One breach of a rule of the house: where, what is wrong, and what to do about it. */
export interface Finding {
  readonly rule: string;
  readonly file: string;
  /** From 1; 0 where the finding is about the file as a whole. */
  readonly line: number;
  readonly what: string;
  readonly todo: string;
}

export const showFinding = ({ rule, file, line, what, todo }: Finding): string =>
  `${line > 0 ? `${file}:${line}` : file}  [${rule}] ${what}\n    ${todo}`;
