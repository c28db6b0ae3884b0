import * as fs from "node:fs";
import { join } from "node:path";
import { attemptFiles } from "../attempt-files.ts";
import type { LaunchOrder } from "../launch-order.ts";

/** The order in an attempt's directory. Throws when there is none or it is of another version: nothing is launched then. */
export function readOrder(directory: string): LaunchOrder {
  const value: unknown = JSON.parse(fs.readFileSync(join(directory, attemptFiles.order), "utf8"));
  if (!isOrder(value)) throw new Error(`"${join(directory, attemptFiles.order)}" is not an order that this version can read`);
  return value;
}

function isOrder(value: unknown): value is LaunchOrder {
  return typeof value === "object" && value !== null && "schema" in value && value.schema === "millrace.launch-order.v1";
}
