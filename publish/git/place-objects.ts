import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";

/** So many files are on their way to the disk at once: it flushes them together, where one by one each takes its whole time. */
const AT_ONCE = 64;

export interface PlacedObject {
  to: string;
  /** Made only where it is not there yet. */
  bytes: () => Uint8Array;
}

/**
 * Writes object files to their places, in this order: each whole, or not at all, and all durable in the end. One that is there
 * already stays.
 */
export async function placeObjects(objects: Iterable<PlacedObject>): Promise<void> {
  const directories = new Set<string>();
  const placeAll = async (some: readonly PlacedObject[]): Promise<void> => {
    const written = some.flatMap(({ to, bytes }) => {
      if (existsSync(to)) return [];
      const directory = dirname(to);
      mkdirSync(directory, { recursive: true });
      directories.add(directory);
      const aside = join(directory, `tmp_obj_${randomBytes(6).toString("hex")}`);
      writeFileSync(aside, bytes(), { flag: "wx", mode: 0o444 });
      return [{ aside, to }];
    });
    await Promise.all(written.map(({ aside }) => syncPath(aside)));
    for (const { aside, to } of written) renameSync(aside, to);
  };
  let some: PlacedObject[] = [];
  for (const object of objects) {
    some.push(object);
    if (some.length < AT_ONCE) continue;
    await placeAll(some);
    some = [];
  }
  await placeAll(some);
  for (const directory of directories) await syncPath(directory);
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
