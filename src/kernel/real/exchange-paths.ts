import process from "node:process";

interface Symbols {
  renameat2(fromDirectory: number, from: unknown, toDirectory: number, to: unknown, flags: number): number;
}

interface BunFfi {
  dlopen(name: string, symbols: object): { symbols: Symbols };
  ptr(view: ArrayBufferView): unknown;
}

interface DenoFfi {
  dlopen(name: string, symbols: object): { symbols: Symbols };
}

/** rename(2): AT_FDCWD stands for "relative to the directory of this process", and absolute paths are not relative. */
const AT_FDCWD = -100;
const RENAME_EXCHANGE = 2;

/**
 * Lets two paths on one disk change places at one instant, so that neither is ever without a name. False, with nothing
 * changed, where the platform or the disk cannot do it (anything but Linux with glibc or musl, and some network disks).
 */
export async function exchangePaths(a: string, b: string): Promise<boolean> {
  if (process.platform !== "linux") return false;
  const call = (await throughBun()) ?? throughDeno();
  return call !== null && call(a, b) === 0;
}

type Call = (a: string, b: string) => number;

async function throughBun(): Promise<Call | null> {
  if (!("Bun" in globalThis)) return null;
  const name = "bun:ffi"; // not a literal in the import: Deno resolves those before it runs anything
  const ffi = (await import(name)) as BunFfi;
  const symbols = loaded((path) => ffi.dlopen(path, { renameat2: { args: ["i32", "ptr", "i32", "ptr", "u32"], returns: "i32" } }).symbols);
  if (symbols === null) return null;
  return (a, b) => {
    // Named, so that they outlive the call: it is given no more than their addresses.
    const [from, to] = [terminated(a), terminated(b)];
    return symbols.renameat2(AT_FDCWD, ffi.ptr(from), AT_FDCWD, ffi.ptr(to), RENAME_EXCHANGE);
  };
}

function throughDeno(): Call | null {
  const deno = (globalThis as { Deno?: unknown }).Deno as DenoFfi | undefined;
  if (!deno) return null;
  const renameat2 = { parameters: ["i32", "buffer", "i32", "buffer", "u32"], result: "i32" };
  const symbols = loaded((path) => deno.dlopen(path, { renameat2 }).symbols);
  return symbols && ((a, b) => symbols.renameat2(AT_FDCWD, terminated(a), AT_FDCWD, terminated(b), RENAME_EXCHANGE));
}

function terminated(path: string): Uint8Array {
  return new TextEncoder().encode(`${path}\0`);
}

/** From the C library, by the names that glibc and musl give it. */
function loaded(open: (path: string) => Symbols): Symbols | null {
  for (const path of ["libc.so.6", "libc.so", `libc.musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`]) {
    try {
      return open(path);
    } catch (error) {
      // There is no such library, or it lacks the call: the next one may have it.
      if (!(error instanceof Error)) throw error;
    }
  }
  return null;
}
