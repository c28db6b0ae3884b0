import { sha256 } from "../kernel/sha256.ts";

/** Marks are above all that anybody would set as a limit, and whole numbers up to 2^53. */
const BASE = 2 ** 52;

/** The mark of an attempt's processes, by the token that they carry too: 52 bits of its hash. */
export function treeMark(token: string): number {
  return BASE + Number.parseInt(sha256(`mark\0${token}`).slice(0, 13), 16);
}
