import * as fs from "node:fs";

/** What a spare is told on its standard input, as one line of JSON. */
export interface SpareOrder {
  /** The attempt's directory, absolute. */
  directory: string;
  env: Record<string, string>;
}

const MAX_BYTES = 4 * 1024 * 1024;

/** Waits for one line on standard input, without waking up meanwhile; null when its writer is gone. */
export function receiveOrder(): Promise<SpareOrder | null> {
  const buffer = new Uint8Array(64 * 1024);
  const decoder = new TextDecoder();
  let text = "";
  return new Promise((resolve) => {
    const next = (): void => {
      fs.read(0, buffer, 0, buffer.length, null, (error, length) => {
        if (error || length === 0 || text.length > MAX_BYTES) return resolve(null);
        text += decoder.decode(buffer.subarray(0, length), { stream: true });
        const end = text.indexOf("\n");
        if (end < 0) return next();
        resolve(JSON.parse(text.slice(0, end)) as SpareOrder);
      });
    };
    next();
  });
}
