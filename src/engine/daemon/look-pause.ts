/** Milliseconds between two looks: the shortest pause, and the longest. */
const SHORTEST = 2000;
const LONGEST = 4000;

/** How long to wait for the next look, and how long it may become; in milliseconds. */
export interface LookPause {
  millis: number;
  longest: number;
}

/** What happened since the look before: something was written to the log, something was heard of, something was there to be taken. */
export interface SinceLook {
  stirred: boolean;
  heard: boolean;
  found: boolean;
}

export const FIRST_PAUSE: LookPause = { millis: SHORTEST, longest: LONGEST };

/**
 * The pause after a look. While nothing stirs each waits twice as long as the one before, since what changes is heard of and a
 * look only finds what was not. Where a look finds what nobody heard of, as on disks that others write to over a network,
 * the looks stay frequent until hearing is proved again.
 */
export function nextPause(pause: LookPause, look: SinceLook): LookPause {
  const longest = look.found ? (look.heard ? LONGEST : SHORTEST) : pause.longest;
  const millis = look.stirred || look.heard || look.found ? SHORTEST : Math.min(2 * pause.millis, longest);
  return { millis, longest };
}
