/** Longest id in characters: with prefix, suffix and extension it stays a file name on every platform. */
export const maxIdLength = 100;

const safeId = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** True when the text may be the id of a work item: it becomes a file name and a part of run ids. */
export function isSafeId(id: string): boolean {
  return id.length <= maxIdLength && safeId.test(id);
}
