import type { Permission } from "../contract/stage-run-request.ts";

/** Which driver talks to a step's program, and what it has to know. Part of `order.json`: no absolute path, nothing secret. */
export type DriveOrder = { driver: "pi_rpc" } | AcpOrder;

/** For an agent that speaks the Agent Client Protocol. */
export interface AcpOrder {
  driver: "acp";
  permission: Permission;
  /** Null for what the agent has by itself. */
  model: string | null;
  effort: string | null;
  /** The session to go on with. */
  session: string | null;
  /** The attempt's directory, relative to the workspace root. */
  own: string;
}
