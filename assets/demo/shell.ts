import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";

const ENTRY = join(import.meta.dirname, "../../millrace.ts");
const isTerminal = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;

/** Prints a heading of the demo. */
export function heading(text: string): void {
  process.stdout.write(`\n${isTerminal ? `\u001b[1m${text}\u001b[0m` : text}\n\n`);
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Types a millrace command as an operator would, in the workspace, and shows what it prints. Gives its exit code. */
export async function millrace(workspace: string, ...args: string[]): Promise<number> {
  const child = startMillrace(workspace, ...args);
  return child.ended;
}

/** As `millrace`, without waiting for its end. */
export function startMillrace(workspace: string, ...args: string[]): { kill: () => void; ended: Promise<number> } {
  say(`${isTerminal ? "\u001b[2m" : ""}$ bun millrace ${args.map(quoted).join(" ")}${isTerminal ? "\u001b[0m" : ""}`);
  const child = spawn(process.execPath, [ENTRY, ...args], { cwd: workspace, stdio: ["ignore", "inherit", "inherit"] });
  const ended = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 137)));
  return { kill: () => void child.kill("SIGKILL"), ended };
}

/** What a command prints with --json, as data. */
export function ask(workspace: string, ...args: string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ENTRY, ...args, "--json"], { cwd: workspace, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on("exit", () => {
      try {
        resolve(JSON.parse(text));
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Runs a program quietly; gives whether it ended well. */
export function quietly(cwd: string, program: string, ...args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: "ignore" });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}

function quoted(arg: string): string {
  return /^[\w./:=-]+$/.test(arg) ? arg : `'${arg}'`;
}
