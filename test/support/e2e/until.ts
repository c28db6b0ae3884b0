/** Polls until `look` gives something; throws with `what` once the time is over. Values that count as nothing: false, null, undefined. */
export async function until<Found>(
  what: string | (() => string),
  look: () => Found | false | null | undefined | Promise<Found | false | null | undefined>,
  millis = 20_000,
): Promise<Found> {
  const over = performance.now() + millis;
  for (let pause = 5; ; pause = Math.min(pause * 1.5, 100)) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found;
    if (performance.now() > over) throw new Error(`Not within ${millis} ms: ${typeof what === "string" ? what : what()}`);
    await new Promise((resume) => setTimeout(resume, pause));
  }
}
