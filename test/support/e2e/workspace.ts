import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { type Call, type CallOptions, call, type Ended } from "./called.ts";
import { carrying, type Living } from "./processes.ts";
import { program, type Runtime } from "./program.ts";
import { until } from "./until.ts";

/** Millrace and git as a stranger's machine has them: nothing of the tester's own settings. */
const BARE_ENVIRONMENT = {
  HOME: "/nonexistent",
  LANG: "C.UTF-8",
  NO_COLOR: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
};

/** Options of a call to Millrace. */
export interface MillraceOptions extends Partial<CallOptions> {
  runtime?: Runtime;
}

/** A line that `start --json` writes. */
export interface StreamLine {
  type: string;
  event?: {
    seq: number;
    type: string;
    subject: string;
    run: string | null;
    attempt: string | null;
    epoch: number;
    data: Record<string, unknown>;
  };
  outcome?: string;
  [member: string]: unknown;
}

/** A workspace in a fresh directory, driven by real processes. Everything that it starts can be found by its mark. */
export class Workspace {
  readonly root: string;
  readonly #mark: string;
  readonly #runtime: Runtime | undefined;
  readonly env: Readonly<Record<string, string>>;

  /** `mark` goes by LC_*, which every child inherits: supervisors and spares too. `runtime` is that of calls that name none. */
  constructor(root: string, mark: string, runtime?: Runtime) {
    this.root = root;
    this.#mark = mark;
    this.#runtime = runtime;
    this.env = { ...BARE_ENVIRONMENT, PATH: process.env.PATH ?? "", LC_MILLRACE_E2E: mark, XDG_RUNTIME_DIR: mark };
  }

  /** Starts `millrace ...args` in the workspace. */
  start(args: readonly string[], options: MillraceOptions = {}): Call {
    const { runtime = this.#runtime, ...rest } = options;
    return call([...program(runtime), ...args], { cwd: this.root, env: this.env, ...rest });
  }

  async run(args: readonly string[], options: MillraceOptions = {}): Promise<Ended> {
    return this.start(args, options).ended;
  }

  /** Runs a command that must end with 0, or with `code`; gives what it wrote on stdout. */
  async must(args: readonly string[], options: MillraceOptions & { code?: number } = {}): Promise<Ended> {
    const { code = 0, ...rest } = options;
    const ended = await this.run(args, rest);
    if (ended.code === code) return ended;
    throw new Error(`millrace ${args.join(" ")} ended with ${ended.code ?? ended.signal}, not ${code}\n${ended.out}\n${ended.err}`);
  }

  /** The answer of `millrace ...args --json`: the last line of what may be a stream. */
  async json<Answer = Record<string, unknown>>(
    args: readonly string[],
    options: MillraceOptions & { code?: number } = {},
  ): Promise<Answer> {
    const { out } = await this.must([...args, "--json"], options);
    return JSON.parse(out.trimEnd().split("\n").at(-1) ?? "") as Answer;
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  has(path: string): boolean {
    return existsSync(this.path(path));
  }

  read(path: string): string {
    return readFileSync(this.path(path), "utf8");
  }

  /** The lines of a file, none when it is not there. */
  lines(path: string): string[] {
    return this.has(path)
      ? this.read(path)
          .split("\n")
          .filter((line) => line !== "")
      : [];
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  list(path: string): string[] {
    return this.has(path) ? readdirSync(this.path(path)).sort() : [];
  }

  git(...args: string[]): string {
    const identity = ["-c", "user.name=Op", "-c", "user.email=op@example.org"];
    return execFileSync("git", [...identity, ...args], { cwd: this.root, env: { ...this.env }, encoding: "utf8" });
  }

  /** The events of the log, read from its bytes: what a user would see with `cat`. */
  events(): LogLine[] {
    return this.list("millrace-agents/log")
      .filter((name) => name.endsWith(".jsonl"))
      .flatMap((name) => this.lines(`millrace-agents/log/${name}`))
      .flatMap((line) => {
        try {
          return [JSON.parse(line) as LogLine];
        } catch {
          return []; // its owner is writing it
        }
      });
  }

  /** The newest segment of the log. */
  get segment(): string {
    const last = this.list("millrace-agents/log").findLast((name) => name.endsWith(".jsonl"));
    if (last === undefined) throw new Error("There is no log");
    return this.path("millrace-agents/log", last);
  }

  /** Everything of this workspace that lives: owners, supervisors, stages and what they left. */
  living(): Living[] {
    return carrying(`LC_MILLRACE_E2E=${this.#mark}`);
  }

  /** Waits until nothing of it lives. */
  async quiet(millis = 5000): Promise<void> {
    await until(
      () => `still alive: ${JSON.stringify(this.living())}`,
      () => this.living().length === 0,
      millis,
    );
  }

  /** Waits for an event in the log. */
  async event(what: string, fits: (event: LogLine) => boolean, millis?: number): Promise<LogLine> {
    return until(
      () =>
        `${what}; the last events are ${this.events()
          .slice(-5)
          .map(({ type }) => type)}`,
      () => this.events().find(fits),
      millis,
    );
  }

  /** Kills whatever lives and removes the directory. */
  async remove(): Promise<void> {
    for (let round = 0; round < 50; round++) {
      const living = this.living();
      if (living.length === 0) break;
      for (const { pid } of living) end(pid);
      await new Promise((resume) => setTimeout(resume, 20));
    }
    rmSync(this.root, { recursive: true, force: true });
  }
}

export interface LogLine {
  seq: number;
  type: string;
  subject: string;
  run?: string;
  attempt?: string;
  epoch: number;
  durable: number;
  /** ISO time. */
  time: string;
  data: Record<string, unknown>;
  hash: string;
}

export interface MakeOptions {
  /** Below a fresh temporary directory; it is made. */
  at?: string;
  /** Make it a git repository with one commit. */
  git?: boolean;
  config?: string;
  /** Leave it without `init`. */
  bare?: boolean;
  /** Calls that name no runtime run the sources under this one. */
  runtime?: Runtime;
}

/** Makes a workspace, hands it to `use`, and cleans up after it whatever happened. */
export async function inWorkspace(options: MakeOptions, use: (workspace: Workspace) => Promise<void>): Promise<void> {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "millrace-e2e-")));
  const root = join(top, options.at ?? "w");
  mkdirSync(root, { recursive: true });
  const workspace = new Workspace(root, top, options.runtime);
  try {
    if (options.git) {
      workspace.git("init", "-q", "-b", "main");
      workspace.write("README.md", "hello\n");
      workspace.git("add", "-A");
      workspace.git("commit", "-q", "-m", "first");
    }
    if (!options.bare) await workspace.must(["init"]);
    if (options.config) workspace.write("millrace.toml", options.config);
    await use(workspace);
  } finally {
    await workspace.remove();
    rmSync(top, { recursive: true, force: true });
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The lines that `start --json` wrote. */
export function streamOf(out: string): StreamLine[] {
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as StreamLine);
}
