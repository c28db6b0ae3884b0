import type { Finding } from "../finding.ts";

/** `bun install --frozen-lockfile` installs anything when there is no lock, and a lock with a URL pins a host. */
export function lockfile(texts: ReadonlyMap<string, string>): Finding[] {
  const lock = texts.get("bun.lock");
  const finding = (line: number, what: string, todo: string): Finding => ({ rule: "lockfile", file: "bun.lock", line, what, todo });
  if (lock === undefined) return [finding(0, "There is no bun.lock", "Run bun install and commit the lock")];
  return lock.split("\n").flatMap((text, index) => {
    const url = /\w+:\/\/[^\s"]+/.exec(text)?.[0];
    return url
      ? [finding(index + 1, `The lock holds the URL ${url}`, "Write it anew with the default registry, so that the field stays empty")]
      : [];
  });
}
