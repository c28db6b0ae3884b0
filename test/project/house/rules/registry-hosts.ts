import type { Finding } from "../finding.ts";

// In pieces, so that this file does not name what it forbids.
const hosts = [
  ["registry", "npmjs", "org"],
  ["registry", "npmjs", "com"],
  ["registry", "yarnpkg", "com"],
  ["npm", "jsr", "io"],
  ["jsr", "io"],
  ["deno", "land"],
  ["esm", "sh"],
  ["unpkg", "com"],
  ["cdn", "jsdelivr", "net"],
].map((parts) => parts.join("."));
const pattern = new RegExp(`(?<![\\w-])(?:${hosts.map((host) => host.replaceAll(".", "\\.")).join("|")})(?![\\w-])`);

/** Where packages come from is the machine's affair: no tracked file names a registry. */
export const registryHosts = (texts: ReadonlyMap<string, string>): Finding[] =>
  [...texts].flatMap(([file, text]) =>
    pattern.test(text)
      ? text.split("\n").flatMap((line, index) => {
          const host = pattern.exec(line)?.[0];
          const todo = "Take it away; the registry is configured outside of the project";
          return host ? [{ rule: "registry-host", file, line: index + 1, what: `The file names the registry host ${host}`, todo }] : [];
        })
      : [],
  );
