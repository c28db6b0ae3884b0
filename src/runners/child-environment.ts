/** Environment variables by name, as process.env has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const COMMON = ["PATH", "HOME", "LANG", "TERM", "TMPDIR", "TZ", "USER", "SHELL"];

/** What a child may see: the common names, LC_*, the names in `allow`, and the values in `set`, which win. */
export function childEnvironment(
  from: Environment,
  allow: readonly string[],
  set: Readonly<Record<string, string>>,
): Record<string, string> {
  const allowed = new Set([...COMMON, ...allow]);
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && (allowed.has(name) || name.startsWith("LC_"))) kept[name] = value;
  }
  return { ...kept, ...set };
}
