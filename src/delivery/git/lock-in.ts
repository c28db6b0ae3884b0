/** The lock file, absolute, that kept git from its work, by what it says (lockfile.c of git); null where none did. */
export function lockIn(stderr: string): string | null {
  return /Unable to create '(.+\.lock)': File exists/.exec(stderr)?.[1] ?? null;
}
