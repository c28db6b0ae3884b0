import { type DescribedOperation, describeOperation } from "../../operations/describe-operation.ts";
import { registry } from "../../operations/registry.ts";

/** Every operation whose path begins with these words, with its schemas. */
export async function describeAll(group: readonly string[] = []): Promise<DescribedOperation[]> {
  const entries = registry.filter(({ path }) => group.every((word, index) => path[index] === word));
  return await Promise.all(entries.map(async (entry) => describeOperation(entry, await entry.load())));
}
