import type { DriveOrder } from "./drive-order.ts";
import type { Driver, Talk } from "./driver.ts";

/** Loads the driver of an order, which only the supervisor that needs it pays for. */
export async function loadDriver(order: DriveOrder): Promise<(talk: Talk) => Driver> {
  switch (order.driver) {
    case "pi_rpc":
      return (await import("../pi-rpc/drive-pi.ts")).drivePi;
    case "acp": {
      const { driveAcp } = await import("../acp/drive-acp.ts");
      return (talk) => driveAcp(talk, order);
    }
  }
}
