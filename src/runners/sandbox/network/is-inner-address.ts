import { BlockList, isIP } from "node:net";

const inner = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["224.0.0.0", 3],
] as const)
  inner.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 127],
  ["fe80::", 10],
  ["ff00::", 8],
  ["fd00:ec2::", 32],
] as const)
  inner.addSubnet(net, bits, "ipv6");

/**
 * Whether an address means this machine or its neighbourhood: loopback, link-local (where clouds tell credentials), multicast.
 * A name that may be reached must not lead there, for whoever has the name decides where it leads.
 */
export function isInnerAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return inner.check(mapped, "ipv4");
  return isIP(address) === 6 ? inner.check(address, "ipv6") : inner.check(address, "ipv4");
}
