import { lookup } from "node:dns/promises";
import { connect, isIP, type Socket } from "node:net";
import { allows, type HostRule } from "../../../plan/sandbox/host-rule.ts";
import { isInnerAddress } from "./is-inner-address.ts";

const CONNECT_MILLIS = 30_000;

/** A connection to a host that the rules allow, or why there is none. The address that was judged is the one that is dialled. */
export async function dial(rules: readonly HostRule[], host: string, port: number): Promise<Socket | { refused: string }> {
  if (!allows(rules, host, port)) return { refused: `${host}:${port} is not among the hosts of this stage's sandbox` };
  const address = isIP(host) === 0 ? await outerAddress(rules, host, port) : host;
  if (address === null) return { refused: `${host} leads to no address, or to this machine` };
  return await new Promise((resolve) => {
    const socket = connect({ host: address, port });
    socket.setTimeout(CONNECT_MILLIS, () => socket.destroy(new Error("no answer")));
    socket.once("connect", () => {
      socket.setTimeout(0);
      resolve(socket);
    });
    socket.once("error", (error) => resolve({ refused: `${host}:${port}: ${error.message}` }));
  });
}

/** An inner address counts where a rule names it by itself. */
async function outerAddress(rules: readonly HostRule[], host: string, port: number): Promise<string | null> {
  try {
    const found = await lookup(host, { all: true });
    return found.find(({ address }) => !isInnerAddress(address) || allows(rules, address, port))?.address ?? null;
  } catch {
    return null; // no such name
  }
}
