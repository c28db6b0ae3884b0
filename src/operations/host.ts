import type { Control } from "../engine/control/control.ts";
import type { World } from "../kernel/world.ts";

export interface HostOrder {
  world: World;
  /** The workspace, absolute. */
  root: string;
  /** The owner's control socket, or a port of the loopback interface (0: any that is free). */
  at: { socket: string } | { port: number };
  /** The owner that works in this process; null where none does. Commands are taken only on its socket. */
  control: Control | null;
}

export interface Hosted {
  /** Null on a socket. */
  port: number | null;
  /** Ends what is streamed, answers what is under way, and takes no more. */
  close(): Promise<void>;
}

/** The HTTP application, which is above the operations and made from them. Throws `api.port-taken`. */
export type Host = (order: HostOrder) => Promise<Hosted>;
