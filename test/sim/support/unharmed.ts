import type { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";

/** What others do to the disk meets no fault: it is the product's disk that is tried here. */
export function unharmed(disk: FaultyFs, action: () => void): void {
  const { plan } = disk;
  disk.plan = undefined;
  try {
    action();
  } finally {
    disk.plan = plan;
  }
}
