import { customAlphabet } from "nanoid";
import type { Ids } from "../ports/ids.ts";

const letters = customAlphabet("0123456789abcdefghijkmnpqrstuvwxyz", 21);

/** Random ids from the machine's entropy, of letters and digits that cannot be mistaken and fit a file name. */
export const randomIds: Ids = { fresh: (size = 21) => letters(size) };
