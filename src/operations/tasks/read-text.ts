import { resolve } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import { MAX_DOCUMENT_BYTES } from "../../workspace/documents/read-document.ts";
import type { OperationContext } from "../context.ts";

/** The text of a file that the caller names. Throws `cli.unreadable`. */
export function readText({ world, directory }: Pick<OperationContext, "world" | "directory">, name: string): string {
  const unreadable = (problem: string): MillraceError => new MillraceError("cli.unreadable", { path: name, problem });
  if (directory === null) throw unreadable("the caller's files are not here; give the document itself");
  const path = resolve(directory, name);
  const size = world.fs.facts(path)?.size ?? 0;
  if (size > MAX_DOCUMENT_BYTES) throw unreadable(`it has ${size} bytes, and a document at most ${MAX_DOCUMENT_BYTES}`);
  try {
    return textOf(world.fs.read(path), name);
  } catch (error) {
    if (isFsError(error, "ENOENT")) throw unreadable("there is no such file");
    if (isFsError(error, "EISDIR")) throw unreadable("it is a directory");
    throw error;
  }
}

/** Bytes as text, their byte order mark included. Throws `cli.unreadable` where they are not UTF-8. */
export function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new MillraceError("cli.unreadable", { path: name, problem: "it is not UTF-8" });
    throw error;
  }
}
