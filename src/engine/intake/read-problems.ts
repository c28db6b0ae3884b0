import { type Failure, MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { DocumentProblem } from "../../work/document-problem.ts";

/** What is wrong with a document and what to do about it, each in one text. */
export interface Wrong {
  problem: string;
  fix: string;
}

/** Several problems as one, each with its line. */
export function wrongOf(problems: readonly DocumentProblem[]): Wrong {
  const told = problems.map(({ line, problem }) => (line === null ? problem : `Line ${line}: ${problem}`));
  return { problem: told.join("; "), fix: [...new Set(problems.map(({ fix }) => fix))].join("; ") };
}

/** A refusal of the core, as what is wrong with the document. */
export function refusalOf({ code, values }: Failure): Wrong {
  const { message, fix } = new MillraceError(code, values);
  return { problem: message, fix: fix ?? "Change the document" };
}
