import { catalogue } from "./catalogue.ts";
import type { CatalogueEntry, ErrorValues } from "./catalogue-entry.ts";

/** A stable error code: the name by which programs tell failures apart. Listed in docs/errors.md. */
export type ErrorCode = keyof typeof catalogue;

/** A failure as data: what a refusal carries through `Result`, the log and every surface. */
export interface Failure {
  code: ErrorCode;
  values: ErrorValues;
}

/** An expected failure on its way to the surface that renders it. `message` and `fix` come from the catalogue. */
export class MillraceError extends Error {
  readonly code: ErrorCode;
  readonly values: ErrorValues;

  constructor(code: ErrorCode, values: ErrorValues = {}, cause?: unknown) {
    super(entryOf(code).says(values), cause === undefined ? undefined : { cause });
    this.name = "MillraceError";
    this.code = code;
    this.values = values;
  }

  get exit(): CatalogueEntry["exit"] {
    return entryOf(this.code).exit;
  }

  get fix(): string | undefined {
    return entryOf(this.code).then?.(this.values);
  }
}

function entryOf(code: ErrorCode): CatalogueEntry {
  return catalogue[code];
}
