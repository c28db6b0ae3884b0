/**
 * Gathers what comes: a batch ends when it is full, when nothing came for a while, or with the source. So a writer that
 * waits for each answer gets it, and one that writes without a pause is taken in large pieces.
 */
export async function* inBatches<Value>(
  source: AsyncIterable<Value>,
  limits: { most: number; quietMillis: number },
): AsyncGenerator<Value[]> {
  const iterator = source[Symbol.asyncIterator]();
  let batch: Value[] = [];
  let coming = iterator.next();
  for (;;) {
    const next = batch.length === 0 ? await coming : await Promise.race([coming, quiet(limits.quietMillis)]);
    if (next === "quiet") {
      yield batch;
      batch = [];
      continue;
    }
    if (next.done) break;
    batch.push(next.value);
    coming = iterator.next();
    if (batch.length < limits.most) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function quiet(millis: number): Promise<"quiet"> {
  return new Promise((resolve) => {
    setTimeout(() => resolve("quiet"), millis);
  });
}
