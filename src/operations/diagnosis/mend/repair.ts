/** Something that was mended, or could not be. */
export interface Repair {
  what: string;
  done: boolean;
  /** Why not, or what a person should know; null for nothing. */
  note: string | null;
  /** What to type instead; null for nothing. */
  command: string | null;
}

export function mended(what: string, note: string | null = null): Repair {
  return { what, done: true, note, command: null };
}

export function notMended(what: string, note: string, command: string | null): Repair {
  return { what, done: false, note, command };
}
