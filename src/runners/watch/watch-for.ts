import type { Counts } from "../adapter.ts";
import type { StageRunRequest } from "../contract/stage-run-request.ts";
import type { Watch } from "../launch-order.ts";

/** The watch that a request's limits ask for, undefined where they ask for none. `counts`: see `Adapter`. */
export function watchFor(request: StageRunRequest, reader: string, counts: Counts): Watch | undefined {
  const { repeats, tokens, costUsd, stallSeconds } = request.limits;
  if (!repeats && !tokens && !costUsd && !stallSeconds) return undefined;
  const before = counts === "session" ? request.resume?.usage : null;
  return { reader, repeats, tokens, costUsd, stallSeconds, price: request.price ?? null, before: before ?? null };
}
