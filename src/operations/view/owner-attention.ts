import type { Holder } from "../../kernel/ports/owner-lock.ts";
import type { World } from "../../kernel/world.ts";
import type { Attention } from "../schemas/attention.ts";

/** An owner that stands still: nobody takes its lock from it, so only a person can say whether it is to go on. */
export function ownerAttention({ proc }: World, holder: Holder | null): Attention[] {
  if (holder === null || !proc.suspended(holder.pid)) return [];
  const { pid, role, since } = holder;
  return [
    {
      code: "owner-suspended",
      subject: "runtime",
      what: `The owner, process ${pid} (${role}, since ${since}), is suspended: it holds the workspace and answers nobody`,
      why: `nobody takes the lock of a live process; where it is not to go on, kill -9 ${pid} frees it, and the next start carries on`,
      command: `kill -CONT ${pid}`,
    },
  ];
}
