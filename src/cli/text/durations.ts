/** A length of time in two units at most: `850ms`, `12s`, `3m 05s`, `2h 14m`, `3d 4h`. */
export function duration(millis: number): string {
  if (millis < 1000) return `${Math.max(0, Math.round(millis))}ms`;
  const seconds = Math.floor(millis / 1000);
  if (seconds < 10) return `${(millis / 1000).toFixed(1)}s`;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${two(seconds % 60)}s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}h ${two(minutes % 60)}m`;
  return `${Math.floor(hours / 24)}d ${hours % 24}h`;
}

const two = (number: number): string => String(number).padStart(2, "0");
