import type { Figure } from "./support/figure.ts";

export interface Bench {
  name: string;
  /** After so many seconds it is killed. */
  seconds: number;
  run(): Figure[] | Promise<Figure[]>;
}

/** All benches, each of which is run in a process of its own. Their code is only loaded there. */
export const benches: readonly Bench[] = [
  { name: "log", seconds: 180, run: async () => (await import("./log-figures.ts")).logFigures() },
  { name: "refold", seconds: 180, run: async () => (await import("./refold.bench.ts")).benchRefold() },
  { name: "open", seconds: 120, run: async () => (await import("./open.bench.ts")).benchOpen() },
  { name: "tick", seconds: 180, run: async () => (await import("./tick.bench.ts")).benchTick() },
  { name: "command-line", seconds: 300, run: async () => (await import("./command-line.bench.ts")).benchCommandLine() },
  { name: "launch", seconds: 180, run: async () => (await import("./launch-figures.ts")).launchFigures() },
  { name: "harnesses", seconds: 300, run: async () => (await import("./harness.bench.ts")).benchHarnesses() },
  { name: "sandbox", seconds: 180, run: async () => (await import("./sandbox-figures.ts")).sandboxFigures() },
  { name: "daemon", seconds: 300, run: async () => (await import("./daemon.bench.ts")).benchDaemon() },
  { name: "documents", seconds: 180, run: async () => (await import("./documents-figures.ts")).documentsFigures() },
  { name: "http", seconds: 180, run: async () => (await import("./http.bench.ts")).benchHttp() },
  { name: "proof", seconds: 60, run: async () => (await import("./proof.bench.ts")).benchProof() },
  { name: "trees", seconds: 120, run: async () => (await import("./trees-figures.ts")).treesFigures() },
  { name: "publish", seconds: 900, run: async () => (await import("./publish.bench.ts")).benchPublish() },
  { name: "growth", seconds: 600, run: async () => (await import("./growth.bench.ts")).benchGrowth() },
  { name: "memory", seconds: 300, run: async () => (await import("./memory.bench.ts")).benchMemory() },
];
