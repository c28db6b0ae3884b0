/** Milliseconds since the epoch as ISO-8601 in UTC, the form of the state files. */
export function isoTime(millis: number): string {
  return new Date(millis).toISOString();
}
