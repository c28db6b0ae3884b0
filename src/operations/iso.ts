/** Milliseconds since the epoch as ISO-8601 in UTC. */
export function iso(millis: number): string {
  return new Date(millis).toISOString();
}
