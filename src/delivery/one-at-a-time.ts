/** Makes a gate that lets one task through at a time, in order; a task that fails does not hold up the next. */
export function oneAtATime(): <T>(task: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = before.then(task, task);
    before = mine;
    return mine;
  };
}
