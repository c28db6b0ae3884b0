import type { ModeValues } from "../config/schema.ts";

/** A mode as its document says it. */
export interface Mode {
  /** The stem of its file. */
  id: string;
  values: ModeValues;
  /** As messages name it. */
  file: string;
  origin: "workspace" | "package";
}
