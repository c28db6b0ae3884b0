import * as fs from "node:fs";
import type { HeardAttempt } from "../adapter.ts";
import type { StageRunRequest } from "../contract/stage-run-request.ts";
import { containedPath } from "./artifacts.ts";

/** An attempt's directory (absolute) as adapters may read it: regular files inside it, and never more than they ask for. */
export function heardAttempt(directory: string, request: StageRunRequest): HeardAttempt {
  return {
    request,
    tail: (name, bytes) => readFrom(containedPath(directory, name), (size) => Math.max(0, size - bytes), bytes),
    whole(name, bytes) {
      const path = containedPath(directory, name);
      if (path !== null && fs.statSync(path).size > bytes) return "too-large";
      return readFrom(path, () => 0, bytes);
    },
  };
}

function readFrom(path: string | null, start: (size: number) => number, bytes: number): string | null {
  if (path === null) return null;
  const fd = fs.openSync(path, "r");
  try {
    const size = fs.fstatSync(fd).size;
    const buffer = new Uint8Array(Math.min(bytes, size));
    const length = fs.readSync(fd, buffer, 0, buffer.length, start(size));
    return new TextDecoder().decode(buffer.subarray(0, length));
  } finally {
    fs.closeSync(fd);
  }
}
