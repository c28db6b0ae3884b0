/** A sandbox for the supervisor to build: the plan's, with every path absolute. Part of `order.json`. */
export interface SandboxOrder {
  /** bubblewrap, by its place outside of the workspace. */
  program: string;
  workspace: "write" | "read";
  write: string[];
  /** Those of `write` that are made, as directories, where there is nothing yet. */
  make: string[];
  hide: string[];
  /** Directories for temporary files and sockets of whoever runs the runtime, beside the usual ones. */
  shared: string[];
  network: "all" | "none" | string[];
}
