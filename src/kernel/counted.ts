/** A number with its noun: `1 run`, `0 runs`; `many` where it takes more than an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
