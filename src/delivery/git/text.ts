/** Bytes as latin1 text, one character a byte: names that are not UTF-8 pass through unharmed from git to git. */
export const bytesText = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
export const textBytes = (text: string): Buffer => Buffer.from(text, "latin1");

/** A name for people and patterns: UTF-8, with U+FFFD for bytes that are none. */
export const readable = (latin1: string): string => Buffer.from(latin1, "latin1").toString("utf8");
/** The bytes of a readable name, as latin1 text. */
export const rawName = (name: string): string => Buffer.from(name, "utf8").toString("latin1");

/** The parts of NUL-ended output. */
export const parts = (latin1: string): string[] => (latin1 === "" ? [] : latin1.replace(/\0$/, "").split("\0"));
