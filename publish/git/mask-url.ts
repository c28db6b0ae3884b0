import type { Transport } from "./facts.ts";

/** URLs in a text without user, password and query, which may hold secrets. */
export const masked = (text: string): string =>
  text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s'"]*@/gi, "$1").replace(/([a-z][a-z0-9+.-]*:\/\/[^\s'"?#]*)[?#][^\s'"]*/gi, "$1");

/** Whether a URL carries a password, or a user over HTTP, which there is a token more often than not. */
export const embedsCredentials = (url: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\/[^/@]*:[^/@]+@/i.test(url) || /^https?:\/\/[^/@]+@/i.test(url);

export function transportOf(url: string): Transport {
  if (/^https?:\/\//i.test(url)) return "http";
  if (/^(ssh|git\+ssh|ssh\+git):\/\//i.test(url)) return "ssh";
  if (/^file:\/\//i.test(url)) return "file";
  if (/^git:\/\//i.test(url)) return "git";
  if (/^[a-z][a-z0-9+.-]*::?\/\//i.test(url) || /^[a-z0-9-]+::/i.test(url)) return "unknown";
  // `host:path` is scp's form, unless a slash comes first (git-fetch(1), "GIT URLS").
  const colon = url.indexOf(":");
  const slash = url.indexOf("/");
  return colon > 0 && (slash < 0 || colon < slash) ? "ssh" : "file";
}
