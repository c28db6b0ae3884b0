/**
 * A short name of a text by which equal texts are known: FNV-1a over its UTF-16 units, twice, 64 bits in all. Not for anything
 * that somebody could want to forge; the supervisor does without the 3 MB of node:crypto for it.
 */
export function fingerprint(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + at), 0x01000193);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
