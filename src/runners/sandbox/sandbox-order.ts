/** A sandbox for the supervisor to build: the plan's, with every path absolute. Part of `order.json`. */
export interface SandboxOrder {
  /** bubblewrap, by its place outside of the workspace. */
  program: string;
  workspace: "write" | "read";
  write: string[];
  hide: string[];
  network: "all" | "none" | string[];
}
