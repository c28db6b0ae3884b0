import { fileURLToPath } from "node:url";

/** How the supervisor's role is started; the attempt's directory (or --spare and the owner's process id) comes after `args`. */
export interface SupervisorCommand {
  execPath: string;
  args: string[];
}

/** The role by this runtime: the compiled executable itself, or Bun or Deno with the role's source. */
export function supervisorCommand(): SupervisorCommand {
  const entry = fileURLToPath(new URL("../supervisor/entry.ts", import.meta.url));
  if (isCompiled(entry)) return { execPath: process.execPath, args: ["__supervise"] };
  const flags = "Deno" in globalThis ? ["run", "-A", "--quiet"] : ["--smol"];
  return { execPath: process.execPath, args: [...flags, entry] };
}

/** Sources inside an executable made by `bun build --compile` live in a virtual directory of this name. */
function isCompiled(path: string): boolean {
  return path.startsWith("/$bunfs") || path.includes("~BUN");
}
