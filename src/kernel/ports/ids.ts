/** The only source of randomness: everything else derives its ids. */
export interface Ids {
  /** A fresh identifier of URL-safe letters; `size` characters, 21 by default. */
  fresh(size?: number): string;
}
