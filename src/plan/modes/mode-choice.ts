/** How a mode that chooses came to its choice. */
export interface ModeChoice {
  /** The mode that chooses. */
  by: string;
  /** The mode that was chosen. */
  mode: string;
  /** What speaks for it; null where nobody looked, and it is only the first. */
  why: string | null;
  /** Those before it, and what speaks against each. */
  passed: { mode: string; why: string }[];
}

/** The choice in a sentence. */
export function choiceText({ by, mode, why, passed }: ModeChoice): string {
  const before = passed.map((one) => `; not ${one.mode}: ${one.why}`).join("");
  return `Mode "${by}" chose ${mode}: ${why ?? "the first that it names"}${before}`;
}
