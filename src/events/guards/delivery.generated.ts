// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the delivery events. */
export const deliveryGuards: readonly (readonly [string, EventGuard])[] = [
  ["delivery.intended", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.kind;
  if (!(v1 === "commit" || v1 === "worktree" || v1 === "none")) return `data.kind: expected one of commit, worktree, none`;
  const v2 = data.tree;
  if (v2 !== null) {
  if (!(isObject(v2))) return `data.tree: expected an object`;
  const v3 = v2.kind;
  if (!(v3 === "git" || v3 === "manifest")) return `data.tree.kind: expected one of git, manifest`;
  const v4 = v2.id;
  if (!(typeof v4 === "string")) return `data.tree.id: expected a text`;
  }
  const v5 = data.parent;
  if (v5 !== null) {
  if (!(typeof v5 === "string")) return `data.parent: expected a text`;
  }
  return null;
} }],
  ["delivery.settled", { version: 1, critical: true, prose: ["detail"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.outcome;
  if (!(v1 === "committed" || v1 === "unchanged" || v1 === "left" || v1 === "failed" || v1 === "unknown")) return `data.outcome: expected one of committed, unchanged, left, failed, unknown`;
  const v2 = data.commit;
  if (v2 !== null) {
  if (!(typeof v2 === "string")) return `data.commit: expected a text`;
  }
  const v3 = data.detail;
  if (!(typeof v3 === "string")) return `data.detail: expected a text`;
  return null;
} }],
];
