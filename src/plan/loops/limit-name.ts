/** `fix_cycles` of a file is the limit `fixCycles` of a loop; both spellings are taken. */
export function limitName(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `fixCycles` as a file writes it. */
export function limitKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
