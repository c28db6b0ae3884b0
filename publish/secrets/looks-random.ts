/** Words of values that stand for a secret, in examples and templates. */
const placeholder =
  /example|sample|dummy|placeholder|change[-_]?me|your[-_]|xxxx|<|\$\{|\{\{|%\(|\*{3,}|\.{3,}|1234567890|0123456789|abcdef|qwerty|test[-_]?(?:key|token|secret|password)|redacted|insert|replace/i;

/** True for a value that nobody writes by hand: long (in characters), of many kinds of characters, without repetition, and no stand-in. */
export function looksRandom(value: string, shortest = 20): boolean {
  if (value.length < shortest || placeholder.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length;
  if (kinds < 2 || !/\d/.test(value)) return false;
  // Words with separators are names: of files, variables, hosts.
  if (/^[a-z]+(?:[-_./:][a-z0-9]+)+$/i.test(value) && !/\d[a-z]+\d/i.test(value)) return false;
  return entropy(value) >= Math.min(/^[0-9a-f]+$/i.test(value) ? 3 : 3.7, Math.log2(value.length) * 0.85);
}

/** Shannon entropy of a text, in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
