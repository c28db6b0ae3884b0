/** The value of a field once read. Times are ISO 8601 in UTC. */
export type FieldValue = string | number | boolean | string[];

/** A field as one of the two grammars found it, before its value is judged. */
export interface RawField {
  key: string;
  value: unknown;
  line: number | null;
}
