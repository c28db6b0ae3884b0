import { createHash, hash } from "node:crypto";

const isDeno = "Deno" in globalThis;

/** SHA-256 in lower-case hex. One-shot hashing is the faster on Bun and the slower on Deno (measured, platform.md). */
export function sha256(data: string | Uint8Array): string {
  if (isDeno) return createHash("sha256").update(data).digest("hex");
  return hash("sha256", data, "hex");
}
