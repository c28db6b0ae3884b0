/** A path of keys as TOML writes it: `stages."execution.standard/builder".runner`. */
export function keyPath(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === "number" ? `[${key}]` : quoted(String(key))))
    .join(".")
    .replaceAll(".[", "[");
}

function quoted(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}
