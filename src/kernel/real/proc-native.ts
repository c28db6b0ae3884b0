/** Calls of the C library that node:* has no name for. */
export interface NativeCalls {
  /** From now on orphans below this process become its children, so that they can be found. False where it cannot be had. */
  becomeSubreaper(): boolean;
  /**
   * Marks this process and all that descend from it from now on, whatever they do to their environment and session, by a
   * number that `processMark` finds: a limit of processor time in realtime classes, 2^52 µs (142 years) and more. False where it cannot be had.
   */
  mark(value: number): boolean;
  /**
   * A real pipe, closed on exec, that holds a megabyte where its user may have that: programs that write without waiting, and
   * end at once after their last word, lose what does not fit (seen of claude). Null where it cannot be had.
   */
  pipe(): { readEnd: number; writeEnd: number } | null;
}

interface Symbols {
  prctl(option: number, a: number, b: number, c: number, d: number): number;
  pipe2(into: unknown, flags: number): number;
  fcntl(fd: number, command: number, value: number): number;
  getrlimit(resource: number, into: unknown): number;
  setrlimit(resource: number, from: unknown): number;
}

interface BunFfi {
  dlopen(name: string, symbols: Record<string, { args: string[]; returns: string }>): { symbols: Symbols };
  ptr(view: ArrayBufferView): unknown;
}

interface DenoFfi {
  dlopen(name: string, symbols: Record<string, { parameters: string[]; result: string }>): { symbols: Symbols };
}

const PR_SET_CHILD_SUBREAPER = 36; // prctl(2)
const O_CLOEXEC = 0o2000000;
const F_SETPIPE_SZ = 1031; // fcntl(2)
const PIPE_BYTES = 1024 * 1024; // what /proc/sys/fs/pipe-max-size allows everybody
const RLIMIT_RTTIME = 15; // getrlimit(2), the same number on every architecture
const none: NativeCalls = { becomeSubreaper: () => false, mark: () => false, pipe: () => null };

/** Loads what this runtime and platform offer; on anything but Linux, or without a C library to open, all answers are no. */
export async function loadNativeCalls(): Promise<NativeCalls> {
  if (process.platform !== "linux") return none;
  const loaded = (await throughBun()) ?? throughDeno();
  if (!loaded) return none;
  const { symbols, address } = loaded;
  return {
    becomeSubreaper: () => symbols.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) === 0,
    mark(value) {
      const limits = new BigUint64Array(2); // soft and hard
      if (symbols.getrlimit(RLIMIT_RTTIME, address(limits)) !== 0) return false;
      limits[0] = BigInt(value);
      return symbols.setrlimit(RLIMIT_RTTIME, address(limits)) === 0;
    },
    pipe() {
      const ends = new Int32Array(2);
      if (symbols.pipe2(address(ends), O_CLOEXEC) !== 0) return null;
      const [readEnd = -1, writeEnd = -1] = ends;
      symbols.fcntl(writeEnd, F_SETPIPE_SZ, PIPE_BYTES);
      return { readEnd, writeEnd };
    },
  };
}

interface Loaded {
  symbols: Symbols;
  address(view: ArrayBufferView): unknown;
}

async function throughBun(): Promise<Loaded | null> {
  if (!("Bun" in globalThis)) return null;
  const name = "bun:ffi"; // not a literal in the import: Deno resolves those before it runs anything
  const ffi = (await import(name)) as BunFfi;
  const library = firstOf((path) =>
    ffi.dlopen(path, {
      prctl: { args: ["i32", "u64", "u64", "u64", "u64"], returns: "i32" },
      pipe2: { args: ["ptr", "i32"], returns: "i32" },
      fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
      getrlimit: { args: ["i32", "ptr"], returns: "i32" },
      setrlimit: { args: ["i32", "ptr"], returns: "i32" },
    }),
  );
  return library && { symbols: library.symbols, address: (view) => ffi.ptr(view) };
}

function throughDeno(): Loaded | null {
  const deno = (globalThis as { Deno?: unknown }).Deno as DenoFfi | undefined;
  if (!deno) return null;
  const library = firstOf((path) =>
    deno.dlopen(path, {
      prctl: { parameters: ["i32", "usize", "usize", "usize", "usize"], result: "i32" },
      pipe2: { parameters: ["buffer", "i32"], result: "i32" },
      fcntl: { parameters: ["i32", "i32", "i32"], result: "i32" },
      getrlimit: { parameters: ["i32", "buffer"], result: "i32" },
      setrlimit: { parameters: ["i32", "buffer"], result: "i32" },
    }),
  );
  return library && { symbols: library.symbols, address: (view) => view };
}

/** The C library by the names that glibc and musl give it. */
function firstOf<Library>(open: (path: string) => Library): Library | null {
  for (const path of ["libc.so.6", "libc.so", `libc.musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`]) {
    const library = opened(open, path);
    if (library !== null) return library;
  }
  return null;
}

function opened<Library>(open: (path: string) => Library, path: string): Library | null {
  try {
    return open(path);
  } catch {
    return null;
  }
}
