import process from "node:process";

/** All of standard input, whatever it is: a file, a pipe or a socket. */
export async function inputBytes(): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}
