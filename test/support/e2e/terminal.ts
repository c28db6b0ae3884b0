import { execFileSync } from "node:child_process";
import { until } from "./until.ts";

/** How long a screen may take to show something: generous, for a machine that is busy with other things. */
const PATIENCE = 60_000;

export interface TerminalOptions {
  /** A directory of the test: tmux keeps its socket there, so that no other tmux is met. */
  home: string;
  cwd: string;
  env: Readonly<Record<string, string>>;
  columns?: number;
  rows?: number;
}

/** What a command that was typed left behind. */
export interface Typed {
  code: number;
  /** Every line that it printed, as the terminal broke them, without colours. */
  text: string;
  /** Lines that were longer than the terminal is wide. */
  wrapped: string[];
}

/** A server of tmux with windows in which a person types. It is killed with whatever runs in it by `close`. */
export class Terminal {
  readonly #options: TerminalOptions;
  #windows = 0;

  constructor(options: TerminalOptions) {
    this.#options = options;
  }

  /** Opens a window with a program in it, and without one a bash whose prompt `run` can read. */
  open(argv?: readonly string[]): Window {
    const { cwd, env, columns = 100, rows = 30 } = this.#options;
    const name = `w${++this.#windows}`;
    const size = ["-x", String(columns), "-y", String(rows)];
    const shell = argv ?? ["env", "PS1=\\#:$? $ ", "bash", "--norc", "--noprofile"];
    // The first session starts the server, whose environment all windows get.
    this.tmux(["new-session", "-d", "-s", name, ...size, "-c", cwd, ...shell], env);
    return new Window((args) => this.tmux(args), name);
  }

  /** Kills the server and all that it started. A second call does nothing. */
  close(): void {
    if (this.#windows > 0) this.tmux(["kill-server"]);
    this.#windows = 0;
  }

  tmux(args: readonly string[], env?: Readonly<Record<string, string>>): string {
    const { home } = this.#options;
    const all = ["-L", "day", "-f", "/dev/null", ...args];
    return execFileSync("tmux", all, { env: { ...(env ?? this.#options.env), TMUX_TMPDIR: home }, encoding: "utf8", stdio: "pipe" });
  }
}

/** One window: a screen, and a keyboard. */
export class Window {
  readonly #tmux: (args: readonly string[]) => string;
  readonly #name: string;

  constructor(tmux: (args: readonly string[]) => string, name: string) {
    this.#tmux = tmux;
    this.#name = name;
  }

  /** What can be seen now; with `colours` the escapes that make it so. */
  screen({ colours = false } = {}): string {
    return this.#tmux(["capture-pane", "-p", ...(colours ? ["-e"] : []), "-t", this.#name]).trimEnd();
  }

  /** What was ever printed; with `joined` lines that the terminal broke are one. */
  history({ joined = false } = {}): string {
    return this.#tmux(["capture-pane", "-p", ...(joined ? ["-J"] : []), "-S", "-", "-t", this.#name]).trimEnd();
  }

  /** Types a text as it is. */
  type(text: string): void {
    this.#tmux(["send-keys", "-t", this.#name, "-l", "--", text]);
  }

  /** Presses keys by tmux's names, e.g. Enter, Tab, C-c. */
  press(...keys: string[]): void {
    this.#tmux(["send-keys", "-t", this.#name, ...keys]);
  }

  resize(columns: number, rows: number): void {
    this.#tmux(["resize-window", "-t", this.#name, "-x", String(columns), "-y", String(rows)]);
  }

  /** Waits until the screen shows something; gives the screen. */
  async sees(what: RegExp, millis = PATIENCE): Promise<string> {
    return this.#shows("on the screen", what, () => this.screen(), millis);
  }

  /** Waits until something was printed, whether it can be seen still or not; gives all that was. */
  async says(what: RegExp, millis = PATIENCE): Promise<string> {
    return this.#shows("printed", what, () => this.history(), millis);
  }

  async #shows(where: string, what: RegExp, look: () => string, millis: number): Promise<string> {
    return until(
      () => `${what} ${where}:\n${look()}`,
      () => {
        const text = look();
        return what.test(text) && text;
      },
      millis,
    );
  }

  /** Types a command at the prompt of bash and waits until the next prompt is there. */
  async run(command: string, millis = PATIENCE): Promise<Typed> {
    const before = await until(
      () => `a prompt:\n${this.screen()}`,
      () => promptOf(this.history()),
      millis,
    );
    this.type(command);
    this.press("Enter");
    const after = await until(
      () => `the end of ${command}:\n${this.screen()}`,
      () => {
        const prompt = promptOf(this.history());
        return prompt !== null && prompt.number > before.number && prompt;
      },
      millis,
    );
    return { code: after.code, text: this.#printed(before.number, command), wrapped: this.#wrapped(before.number) };
  }

  /** Types a command again and again until what it prints shows something. */
  async runUntil(command: string, what: RegExp, millis = PATIENCE): Promise<Typed> {
    let last = "";
    return until(
      () => `${what} from ${command}:\n${last}`,
      async () => {
        const typed = await this.run(command, millis);
        last = typed.text;
        return what.test(typed.text) && typed;
      },
      millis,
    );
  }

  /** What stands between a prompt and the next, without the line that was typed, which may fill several rows. */
  #printed(number: number, command: string): string {
    const typed = between(this.history({ joined: true }), number)[0] ?? "";
    if (!typed.includes(command)) throw new Error(`"${command}" was not what was typed:\n${typed}`);
    const rows = Math.max(1, Math.ceil(typed.trimEnd().length / this.#columns()));
    return between(this.history(), number).slice(rows).join("\n");
  }

  #wrapped(number: number): string[] {
    const columns = this.#columns();
    return between(this.history({ joined: true }), number)
      .slice(1)
      .map((line) => line.trimEnd())
      .filter((line) => [...line].length > columns);
  }

  #columns(): number {
    return Number(this.#tmux(["display-message", "-p", "-t", this.#name, "#{pane_width}"]));
  }
}

const PROMPT = /^(\d+):(\d+) \$/;

/** The prompt that waits on the last line. */
function promptOf(history: string): { number: number; code: number } | null {
  const found = /^(\d+):(\d+) \$$/.exec(history.slice(history.lastIndexOf("\n") + 1).trimEnd());
  return found ? { number: Number(found[1]), code: Number(found[2]) } : null;
}

/** The lines from a prompt up to the next. */
function between(history: string, number: number): string[] {
  const lines = history.split("\n");
  const start = lines.findLastIndex((line) => PROMPT.exec(line)?.[1] === String(number));
  const end = lines.findIndex((line, at) => at > start && PROMPT.test(line));
  return lines.slice(start, end === -1 ? undefined : end);
}
