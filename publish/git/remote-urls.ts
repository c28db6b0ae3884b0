import type { GitConfig } from "./git-config.ts";

/** The URLs of a remote as git would use them, after `url.<base>.insteadOf` and `pushInsteadOf`. They may hold credentials. */
export function remoteUrls(config: GitConfig, remote: string): { fetch: string; push: string } {
  const url = config.all(`remote.${remote}.url`)[0] ?? "";
  const pushUrl = config.get(`remote.${remote}.pushurl`);
  const fetch = rewritten(config, url, "insteadof") ?? url;
  const push =
    pushUrl === undefined ? (rewritten(config, url, "pushinsteadof") ?? fetch) : (rewritten(config, pushUrl, "insteadof") ?? pushUrl);
  return { fetch, push };
}

/** The longest prefix wins. */
function rewritten(config: GitConfig, url: string, key: "insteadof" | "pushinsteadof"): string | null {
  let best = { length: 0, base: "" };
  for (const base of config.names("url", key)) {
    for (const prefix of config.all(`url.${base}.${key}`)) {
      if (prefix.length > best.length && url.startsWith(prefix)) best = { length: prefix.length, base };
    }
  }
  return best.length === 0 ? null : best.base + url.slice(best.length);
}
