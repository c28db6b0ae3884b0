/** What a client asks a proxy for. */
export interface RequestHead {
  host: string;
  port: number;
  /** What the server is to be sent in place of it; null for a tunnel. */
  forward: string | null;
}

/** The head of a request to a proxy, without its last empty line; null when it is not one that can be passed on. */
export function parseHead(text: string): RequestHead | null {
  const [line = "", ...fields] = text.split("\r\n");
  const [, method = "", target = "", version = ""] = /^([A-Z]+) (\S+) (HTTP\/1\.[01])$/.exec(line) ?? [];
  if (method === "CONNECT") return tunnel(target);
  const url = target.startsWith("http://") && URL.canParse(target) ? new URL(target) : null;
  if (url === null) return null;
  // The server is asked for what was judged: its name stands in the address alone, and the connection carries nothing after it.
  const kept = fields.filter((field) => !/^(host|connection|proxy-[a-z-]+|keep-alive)\s*:/i.test(field));
  const head = [`${method} ${url.pathname}${url.search} ${version}`, `Host: ${url.host}`, ...kept, "Connection: close", "", ""].join(
    "\r\n",
  );
  return { host: bare(url.hostname), port: Number(url.port || 80), forward: head };
}

function tunnel(target: string): RequestHead | null {
  const [, host, port] = /^(\[[0-9a-fA-F:.]+\]|[^:[\]/]+):(\d{1,5})$/.exec(target) ?? [];
  return host === undefined ? null : { host: bare(host), port: Number(port), forward: null };
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, "");
}
