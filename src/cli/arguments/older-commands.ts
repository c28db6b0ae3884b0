const AGAIN = "millrace cancel ID ends it, millrace retry ID queues it again";
const NOT_STALE = "nothing is stale here, and the next start carries on what was left: millrace status";

/** Commands of the older systems that have no other name here, and what does their work. */
const olderCommands: ReadonlyMap<string, string> = new Map([
  ["retry-active", AGAIN],
  ["control retry-active", AGAIN],
  ["planning retry-active", AGAIN],
  ["clear-stale-state", NOT_STALE],
  ["control clear-stale-state", NOT_STALE],
  ["queue supersede", "millrace queue retarget-dependency ID --from OLD --to NEW, then millrace queue remove OLD"],
  ["incident archive-invalid", "millrace attention names each file that cannot be taken in, with its command"],
  ["approvals", "millrace attention lists what waits, millrace approve ID agrees to it"],
  ["runs trace", "millrace timeline RUN or millrace why RUN"],
]);

/** What does here what an older command did; null where the words are none of those. */
export function olderCommand([first = "", second = ""]: readonly string[]): string | null {
  return olderCommands.get(`${first} ${second}`) ?? olderCommands.get(first) ?? null;
}
