import type { Fs } from "../../kernel/ports/fs.ts";
import { placesOf } from "./needle.ts";

const CHUNK = 4 * 1024 * 1024;

/** Bytes of a file that a text takes. */
export interface Hit {
  at: number;
  bytes: number;
}

/** Where a file holds any of the forms, in bounded memory. */
export function searchFile(fs: Fs, path: string, forms: readonly Buffer[]): Hit[] {
  const overlap = Math.max(...forms.map((form) => form.length)) - 1;
  const hits = new Map<string, Hit>();
  const file = fs.open(path, "read");
  try {
    const bytes = Buffer.alloc(Math.min(CHUNK, file.size()) + overlap);
    let held = 0;
    for (let at = 0; ; ) {
      const got = file.read(bytes.subarray(held), at);
      if (got === 0) break;
      const filled = bytes.subarray(0, held + got);
      for (const form of forms) {
        for (const place of placesOf(filled, form))
          hits.set(`${at - held + place}:${form.length}`, { at: at - held + place, bytes: form.length });
      }
      at += got;
      held = Math.min(overlap, filled.length);
      bytes.copyWithin(0, filled.length - held, filled.length);
    }
  } finally {
    file.close();
  }
  return [...hits.values()];
}

/** Overwrites what was found with asterisks, durably and in place: length, rights and all else of the file stay. */
export function maskFile(fs: Fs, path: string, hits: readonly Hit[]): void {
  const file = fs.open(path, "write");
  try {
    for (const { at, bytes } of hits) {
      const mask = Buffer.alloc(bytes, "*");
      for (let done = 0; done < bytes; ) done += file.write(mask.subarray(done), at + done);
    }
    file.sync();
  } finally {
    file.close();
  }
}
