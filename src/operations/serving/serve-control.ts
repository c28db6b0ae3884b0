import type { ServeControl } from "../../engine/control/control.ts";
import type { OperationContext } from "../context.ts";
import type { Hosted } from "../host.ts";

/** Makes an owner reachable by its control socket and, with `port`, by HTTP on loopback. Undefined where there is neither. */
export function serveControl(context: OperationContext, port?: number): ServeControl | undefined {
  const { host, world } = context;
  const { wire } = world;
  if (!host || !wire) return undefined;
  return async (control) => {
    const { root } = control;
    const served: Hosted[] = [];
    const socket = wire.claim(root);
    const close = async (): Promise<void> => {
      await Promise.all(served.map((one) => one.close()));
      wire.release(socket);
    };
    try {
      served.push(await host({ world, root, control, at: { socket } }));
      if (port === undefined) return { close };
      const open = await host({ world, root, control, at: { port } });
      served.push(open);
      context.progress({ type: "note", text: `Status on http://127.0.0.1:${open.port}/status` });
      return { close };
    } catch (error) {
      await close();
      throw error;
    }
  };
}
