import { join } from "node:path";

/** The root of the project. */
export const root: string = join(import.meta.dirname, "..", "..");
