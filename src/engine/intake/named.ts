/** A kind of work item as a text names it. */
export function named(kind: string): string {
  return kind.replace("_", " ");
}
