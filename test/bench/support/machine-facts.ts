import { cpus, loadavg } from "node:os";
import process from "node:process";

export interface MachineFacts {
  cores: number;
  processor: string;
  /** Bun's version. */
  runtime: string;
  /** Over the last minute, before the first bench. */
  load: number;
}

export function machineFacts(): MachineFacts {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? "unknown",
    runtime: `bun ${process.versions.bun ?? "?"}`,
    load: loadavg()[0] ?? 0,
  };
}
