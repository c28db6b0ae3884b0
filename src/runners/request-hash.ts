import { canonicalJson } from "../kernel/canonical-json.ts";
import { sha256 } from "../kernel/sha256.ts";
import type { StageRunRequest } from "./contract/stage-run-request.ts";

/** The name of a request: SHA-256 of its canonical JSON, which are the bytes of request.json. */
export function requestHash(request: StageRunRequest): string {
  return sha256(canonicalJson(request));
}
