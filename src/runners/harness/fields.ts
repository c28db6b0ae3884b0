/** An object of JSON whose shape is not known. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; one without members for everything else. */
export function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The objects in a list; none for everything else. */
export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

/** The value as text; "" for everything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value as a count: whole, not negative; 0 for everything else. */
export function countOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? Math.round(value) : 0;
}
