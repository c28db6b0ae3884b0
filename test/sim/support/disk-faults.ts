import type { Fault, FaultPlan, Operation } from "../../support/faulty-fs/fault.ts";
import type { Draw } from "./draw.ts";

type Trouble = (operation: Operation) => Fault | undefined;

const GROWS: ReadonlySet<Operation["name"]> = new Set(["create", "write", "makeDirectory"]);

export interface DiskFate {
  /** Whether the process or the machine dies in this operation. */
  crashes: (operation: Operation) => boolean;
  /** Operations from which on the disk fails, and how many of them; null for none. */
  trouble: { from: number; length: number } | null;
  draw: Draw;
  /** Told of each fault by its kind. */
  onFault: (kind: string) => void;
  onCrash: () => void;
}

/** What the disk does to one life. */
export function diskFaults({ crashes, trouble, draw, onFault, onCrash }: DiskFate): FaultPlan {
  const kind = trouble === null ? null : troubleOf(draw, onFault);
  return (operation) => {
    if (operation.name !== "read" && crashes(operation)) {
      onCrash();
      if (operation.name !== "write") return { kind: "crash" };
      const bytes = draw.below(operation.bytes + 1);
      if (bytes > 0 && bytes < operation.bytes) onFault("torn write");
      return { kind: "crash", bytes };
    }
    if (kind === null || trouble === null) return undefined;
    return operation.index >= trouble.from && operation.index < trouble.from + trouble.length ? kind(operation) : undefined;
  };
}

/** One kind of trouble for one life, so that a disk is full or broken, not everything at once. */
function troubleOf(draw: Draw, onFault: (kind: string) => void): Trouble {
  const fails = (code: string, meets: (operation: Operation) => boolean): Trouble => {
    return (operation) => {
      if (!meets(operation)) return undefined;
      onFault(operation.name.startsWith("sync") ? "failed sync" : operation.name === "read" ? "failed read" : code);
      return { kind: "error", code };
    };
  };
  const short: Trouble = (operation) => {
    if (operation.name !== "write" || operation.bytes < 2) return undefined;
    onFault("short write");
    return { kind: "short", bytes: 1 + draw.below(operation.bytes - 1) };
  };
  const fullThen: Trouble = (operation) => {
    if (operation.name === "write" && operation.bytes > 1 && draw.chance(0.5)) return short(operation);
    return fails("ENOSPC", ({ name }) => GROWS.has(name))(operation);
  };
  return draw.pick<Trouble>([
    fails("ENOSPC", ({ name }) => GROWS.has(name)),
    fullThen,
    fails("EIO", () => true),
    fails("EIO", ({ name }) => name === "read"),
    fails("EIO", ({ name }) => name === "sync" || name === "syncDirectory"),
    fails("EIO", ({ name }) => name === "rename" || name === "remove" || name === "truncate"),
    fails("EROFS", ({ name }) => !["sync", "syncDirectory", "read"].includes(name)),
    short,
  ]);
}
