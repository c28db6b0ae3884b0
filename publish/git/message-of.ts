import { withTrailers } from "../../src/delivery/git/trailers.ts";

/** The message of a commit or tag: cleaned text, trailers as the last paragraph, one line end at its end. */
export const messageOf = (text: string, trailers: readonly (readonly [string, string])[]): string =>
  `${withTrailers(text, trailers).trimEnd()}\n`;
