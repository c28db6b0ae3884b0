/** Of a larger file only so many bytes at its beginning and at its end are looked through. */
const PART = 3 * 1024 * 1024;

export interface BlobText {
  text: string;
  /** It is no text in UTF-8 or UTF-16. Its `text` is latin1 then. */
  binary: boolean;
  partly: boolean;
}

/** A blob as a text to be looked through. */
export function textOf(bytes: Uint8Array): BlobText {
  const partly = bytes.length > 2 * PART;
  const read = partly ? Buffer.concat([bytes.subarray(0, PART), bytes.subarray(bytes.length - PART)]) : Buffer.from(bytes);
  const wide = wideEncoding(read);
  if (wide !== null) return { text: new TextDecoder(wide).decode(read), binary: false, partly };
  // Git's own rule: a NUL among the first 8 000 bytes.
  const binary = read.subarray(0, 8000).includes(0);
  return { text: read.toString(binary ? "latin1" : "utf8"), binary, partly };
}

/** UTF-16, which some shells write: by its mark, or by every other byte being NUL. */
function wideEncoding(bytes: Buffer): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 400);
  const nuls = (from: number) => head.filter((byte, at) => at % 2 === from && byte === 0).length;
  const half = Math.floor(head.length / 2);
  if (half < 8) return null;
  const [even, odd] = [nuls(0) / half, nuls(1) / half];
  if (odd > 0.8 && even < 0.1) return "utf-16le";
  return even > 0.8 && odd < 0.1 ? "utf-16be" : null;
}
