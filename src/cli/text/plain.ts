/** Everything by which a text could steer a terminal, line ends and tabs excepted. C1 controls work in UTF-8 terminals too; bidi controls can make a line read otherwise. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text from documents, agents and commands as a terminal may show it: control characters become visible, line ends are one. */
export function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(STEERING, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** The same data with `plain` applied to every string in it. */
export function plainData<Data>(data: Data): Data {
  return cleaned(data) as Data;
}

function cleaned(data: unknown): unknown {
  if (typeof data === "string") return plain(data);
  if (Array.isArray(data)) return data.map(cleaned);
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [plain(key), cleaned(value)]));
}
