import { pathToFileURL } from "node:url";

/** The file that makes `bun millrace` work in a workspace. */
export const SHIM = "millrace.ts";

const MARK = "// Made by millrace init:";

export function isShim(text: string | null): boolean {
  return text?.startsWith(MARK) ?? false;
}

const ENTRY = /^const entry = .*$/m;

/** Whether a text is what `init` makes, whatever Millrace it runs: nobody has written anything of their own into it. */
export function isUneditedShim(text: string | null): boolean {
  return text !== null && text.replace(ENTRY, "") === shimText("/millrace.ts").replace(ENTRY, "");
}

/**
 * Runs the Millrace at `entry`, an absolute path, from the directory it stands in. Under Bun in the same process. Under Deno
 * in a child, because bare package names resolve by the configuration of the main module only; signals go to it by
 * process.kill, because after child.kill Deno reports the signal as the child's end whatever that was (both seen, 2.9.6).
 * A terminal sends its interrupt to parent and child alike.
 */
export function shimText(entry: string): string {
  return `${MARK} it runs the Millrace of this machine, and is not for version control.
import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

const entry = ${JSON.stringify(pathToFileURL(entry).href)};

if ("Deno" in globalThis) {
  const child = spawn(process.execPath, ["run", "-A", fileURLToPath(entry), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const) {
    process.on(signal, () => {
      const toAll = signal === "SIGINT" && process.stdin.isTTY;
      if (child.pid !== undefined && child.exitCode === null && !toAll) process.kill(child.pid, signal);
    });
  }
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
} else {
  await import(entry);
}
`;
}
