import type { Operation } from "../../operations/define-operation.ts";
import type { RegistryEntry } from "../../operations/registry-entry.ts";
import { routePath } from "./route-path.ts";

/** A read operation and where it is found. */
export interface ReadRoute {
  /** With `{name}` for what is taken from the path. */
  path: string;
  entry: RegistryEntry;
  operation: Operation;
}

/** The routes of all operations that only read and answer at once, in the order of the registry. */
export async function readRoutes(registry: readonly RegistryEntry[]): Promise<ReadRoute[]> {
  const loaded = await Promise.all(registry.map(async (entry) => ({ entry, operation: await entry.load() })));
  return loaded
    .filter(({ operation }) => operation.effect === "read" && !operation.streams)
    .map(({ entry, operation }) => ({ path: routePath(operation), entry, operation }));
}
