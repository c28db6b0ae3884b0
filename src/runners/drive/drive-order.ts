/** Which driver talks to a step's program, and what it has to know. Part of `order.json`: no absolute path, nothing secret. */
export type DriveOrder = { driver: "pi_rpc" };
