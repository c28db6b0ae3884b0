/** A text in which a secret may stand, and where in the file it comes from. */
export interface View {
  text: string;
  /** The line of the file for a place in the view, from 1; null when it cannot be told. */
  lineOf: (place: number) => number | null;
  /** The file itself: also what only looks like a secret by its name is looked for there. */
  plain: boolean;
}

const MOST_DECODED = 5000;
const base64 = /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/_=-])/g;

/** The views of a text: as it is, with its pieces put together, without escapes, and with what is base64 or hexadecimal in it decoded. */
export function viewsOf(text: string): View[] {
  const lineAt = lines(text);
  const views: View[] = [{ text, lineOf: lineAt, plain: true }];
  const joined = joinPieces(text);
  if (joined.text !== text) views.push({ text: joined.text, lineOf: (place) => lineAt(joined.from(place)), plain: false });
  const plain = unescaped(text);
  if (plain !== text) views.push({ text: plain, lineOf: lines(plain), plain: false });
  return [
    ...views,
    ...decoded(text, lineAt, 2),
    ...(joined.text === text ? [] : decoded(joined.text, (place) => lineAt(joined.from(place)), 1)),
  ];
}

/** Takes out what programs and people put between the pieces of one text: quotes with "+", continued and indented lines. */
function joinPieces(text: string): { text: string; from: (place: number) => number } {
  const gap = /(["'`])\s*(?:\+|\.|,|\\)?\s*\r?\n?\s*\1|\\?\r?\n[ \t]*(?:(?:[>#*|]|\/\/)[ \t]+)?/g;
  const starts: { place: number; from: number }[] = [{ place: 0, from: 0 }];
  let out = "";
  let last = 0;
  for (const found of text.matchAll(gap)) {
    out += text.slice(last, found.index);
    last = found.index + found[0].length;
    starts.push({ place: out.length, from: last });
  }
  out += text.slice(last);
  const from = (place: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle]?.place ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    const start = starts[low] ?? { place: 0, from: 0 };
    return start.from + place - start.place;
  };
  return { text: out, from };
}

/** Escapes of programs and URLs as the characters that they stand for. Those of line ends stay, so that lines are the file's. */
function unescaped(text: string): string {
  return text.replace(/\\u00([2-7][0-9a-f])|\\x([2-7][0-9a-f])|%([2-7][0-9a-f])/gi, (_, ...digits: (string | undefined)[]) =>
    String.fromCharCode(Number.parseInt(digits[0] ?? digits[1] ?? digits[2] ?? "", 16)),
  );
}

/** What is base64 or hexadecimal in a text and decodes to readable text; `depth` times over. */
function decoded(text: string, lineOf: View["lineOf"], depth: number): View[] {
  if (depth === 0) return [];
  const views: View[] = [];
  for (const found of text.matchAll(base64)) {
    if (views.length >= MOST_DECODED) break;
    const plain = readable(found[0]);
    if (plain === null) continue;
    const line = lineOf(found.index);
    views.push({ text: plain, lineOf: () => line, plain: false }, ...decoded(plain, () => line, depth - 1));
  }
  return views;
}

function readable(encoded: string): string | null {
  const isHex = encoded.length % 2 === 0 && /^[0-9a-f]+$/i.test(encoded);
  const bytes = Buffer.from(encoded, isHex ? "hex" : "base64");
  if (bytes.length < 16) return null;
  const text = bytes.toString("latin1");
  return /^[\t\r\n\x20-\x7e]+$/.test(text) ? text : null;
}

function lines(text: string): (place: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at);
  return (place) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
