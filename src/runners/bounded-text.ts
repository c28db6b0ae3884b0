/** At most `bytes` of UTF-8, never half a character; what was left out is shown as "…". */
export function boundedText(text: string, bytes: number): string {
  const encoded = new TextEncoder().encode(text.slice(0, bytes));
  if (encoded.length <= bytes && text.length <= bytes) return text.toWellFormed();
  const room = bytes - 3;
  let end = Math.min(room, encoded.length);
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--;
  return `${new TextDecoder().decode(encoded.subarray(0, end))}…`;
}
