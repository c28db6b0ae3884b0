import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Failures that concern the stage. */
export const stageErrors = {} satisfies Record<string, CatalogueEntry>;
