/** Low, since it only stands in for the end of standard input. */
const LOOK_MILLIS = 2000;

/**
 * Ends this process, which has nothing to do yet, soon after `owner` (its parent) is gone. Standard input usually says so at
 * once, but not while anything else holds its other end, nor while this process waits for something else. Gives what ends the watch.
 */
export function endWithOwner(owner: number): () => void {
  const looking = setInterval(() => {
    if (process.ppid !== owner) process.exit(0);
  }, LOOK_MILLIS);
  return () => clearInterval(looking);
}
