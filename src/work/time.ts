const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*([Zz]|[+-]\d\d:?\d\d)?$/;

/**
 * A time as ISO 8601 in UTC with milliseconds, or null when the text is none. A time without a zone is read as UTC: mixed
 * with zoned ones it must still compare.
 */
export function utcTime(text: string): string | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = match;
  const millis = Number(fraction.padEnd(3, "0").slice(0, 3));
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const local = new Date(Date.UTC(...parts, millis));
  const kept = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), local.getUTCHours(), local.getUTCMinutes()];
  if (kept.some((part, index) => part !== parts[index]) || local.getUTCSeconds() !== parts[5]) return null;
  const offset = offsetMinutes(zone);
  return offset === null ? null : new Date(local.getTime() - offset * 60_000).toISOString();
}

function offsetMinutes(zone: string): number | null {
  if (zone.toUpperCase() === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
