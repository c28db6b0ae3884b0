import type { OpenFile } from "../kernel/ports/fs.ts";

/** Writes all of `bytes` at `position`, in as many writes as the disk wants. A disk that takes nothing counts as full. */
export function writeAll(file: OpenFile, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    const taken = file.write(done === 0 ? bytes : bytes.subarray(done), position + done);
    if (taken === 0) throw Object.assign(new Error("ENOSPC: the disk took no bytes"), { code: "ENOSPC" });
    done += taken;
  }
}
