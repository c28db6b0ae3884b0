import { isIP } from "node:net";

/** A host that may be reached: a name, `*.` and a domain for all that lies below it, or an address; with a port, or at any. */
export interface HostRule {
  host: string;
  port: number | null;
}

/** The rule that `text` writes, e.g. `api.example.org`, `*.example.org:443`, `127.0.0.1:8080` or `[::1]:8080`; null for none. */
export function parseHostRule(text: string): HostRule | null {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/\s]+))(?::(\d{1,5}))?$/i.exec(text);
  const [, bracketed, plain, digits] = parts ?? [];
  const host = (bracketed ?? plain)?.toLowerCase();
  const port = digits === undefined ? null : Number(digits);
  if (host === undefined || (port !== null && (port < 1 || port > 65_535))) return null;
  if (bracketed !== undefined) return isIP(host) === 6 ? { host, port } : null;
  const name = host.startsWith("*.") ? host.slice(2) : host;
  return /^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(name) ? { host, port } : null;
}

/** Whether a rule allows a host (as a client names it) at a port. */
export function allows(rules: readonly HostRule[], host: string, port: number): boolean {
  const wanted = host.toLowerCase().replace(/\.$/, "");
  return rules.some((rule) => (rule.port === null || rule.port === port) && matches(rule.host, wanted));
}

function matches(rule: string, host: string): boolean {
  return rule.startsWith("*.") ? isIP(host) === 0 && host.endsWith(rule.slice(1)) : rule === host;
}
