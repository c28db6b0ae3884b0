/** A JSON object of unknown members. */
export type Manifest = Readonly<Record<string, unknown>>;

export const isTable = (value: unknown): value is Manifest => typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a JSON object, also with the comments and trailing commas of bun.lock and deno.json. */
export function readJson(text: string): { value: Manifest } | { problem: string } {
  const plain = text
    .replace(/^\uFEFF/, "")
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, quoted?: string) => quoted ?? "")
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? "");
  try {
    const value: unknown = JSON.parse(plain);
    return isTable(value) ? { value } : { problem: "it is no object" };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: error.message };
    throw error;
  }
}
