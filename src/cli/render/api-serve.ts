import type { apiServe } from "../../operations/api-serve.ts";
import type { OutputOf } from "../../operations/define-operation.ts";

/** What is left to say once it serves no more. */
export function renderApiServe({ port }: OutputOf<typeof apiServe>): string {
  return `no longer serving on port ${port}`;
}
