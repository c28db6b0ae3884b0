import type { Fs } from "../../kernel/ports/fs.ts";

export interface Tail {
  text: string;
  /** Size of the whole file. */
  bytes: number;
  /** Whether something before it was left out. */
  cut: boolean;
}

const WINDOW = 1 << 20;

/** The last lines of a file, at most 1 MiB of it and none that is cut unless it is the only one. A file that is not there is empty. */
export function tailOf(fs: Fs, path: string, lines: number): Tail {
  if (fs.facts(path)?.kind !== "file") return { text: "", bytes: 0, cut: false };
  const file = fs.open(path, "read");
  try {
    const bytes = file.size();
    const from = Math.max(0, bytes - WINDOW);
    const buffer = new Uint8Array(bytes - from);
    let read = 0;
    for (let got = 1; got > 0 && read < buffer.length; read += got) got = file.read(buffer.subarray(read), from + read);
    const text = new TextDecoder().decode(buffer.subarray(0, read));
    const all = text.split("\n");
    const torn = from > 0 && all.length > 2;
    if (torn) all.shift();
    const ended = text.endsWith("\n") ? 1 : 0;
    const kept = all.slice(Math.max(0, all.length - ended - lines));
    return { text: kept.join("\n"), bytes, cut: from > 0 || kept.length < all.length };
  } finally {
    file.close();
  }
}
