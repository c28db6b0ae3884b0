import type { StageBinding } from "../frozen-plan.ts";
import type { SandboxHome } from "../sandbox/sandbox.ts";

/** What a plan has to know of an agent's harness. */
export interface HarnessFacts {
  /** The program that is started where the binding names none. */
  readonly program: string;
  /** The version that was tried, as the program tells it among other words; null where the program may be any. */
  readonly tried: string | null;
  /** What a person types to install it, and to log in; null where that depends on the program. */
  readonly install: string | null;
  readonly logIn: string | null;
  /** Variables of the harness itself that its stages inherit beside those of `env.allow`: where it keeps its state and its login. */
  readonly variables: readonly string[];
  /** Where it keeps state and login, and so has to write: what the variable says, or else the path. */
  readonly homes: readonly SandboxHome[];
  /** Variables that its stages get with these values, unless the configuration says otherwise. */
  readonly set: Readonly<Record<string, string>>;
  /** The variable that names the directory where it keeps its state. */
  readonly home: string;
  /** Arguments with which it runs nothing in its own sandbox; null where it has none. */
  readonly trySandbox: readonly string[] | null;
  /** Permissions that its sandbox holds. */
  readonly sandboxed: readonly NonNullable<StageBinding["permission"]>[];
  /** It can hold an agent's final answer to a schema. */
  readonly answersBySchema: boolean;
  /** What each permission lets it do. */
  readonly postures: Readonly<Record<NonNullable<StageBinding["permission"]>, string>>;
  /** The least with which a stage that builds and tests can do its work. */
  readonly work: NonNullable<StageBinding["permission"]>;
}

/** What a plan has to know of an adapter. */
export interface RunnerFacts {
  /** It starts a program of the operator's choosing, so the binding must name one. */
  readonly needsArgv: boolean;
  /** Of an agent's harness: what is particular to it. The binding may name another program, effort, permission and arguments. */
  readonly harness?: HarnessFacts;
  /** It hands a prompt to a model, so the stage must have an entry point. */
  readonly needsEntrypoint: boolean;
}

/** The adapters of this version. */
export const runnerFacts: Readonly<Record<string, RunnerFacts>> = {
  shell: { needsArgv: false, needsEntrypoint: false },
  command: { needsArgv: true, needsEntrypoint: true },
  codex_cli: {
    needsArgv: false,
    needsEntrypoint: true,
    harness: {
      program: "codex",
      tried: "0.169.0",
      install: "npm install --global @openai/codex@0.169.0",
      logIn: "codex login",
      variables: ["CODEX_HOME", "CODEX_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL"],
      homes: [{ variable: "CODEX_HOME", otherwise: "~/.codex" }],
      set: {},
      home: "CODEX_HOME",
      trySandbox: ["sandbox", "--", "true"],
      sandboxed: ["report", "basic"],
      answersBySchema: true,
      work: "basic",
      postures: {
        report: "commands write in the attempt's own directory and temporary ones only, and reach no network",
        basic: "commands write in the workspace and temporary directories only, and reach no network",
        elevated: "no sandbox: commands may write everywhere and reach the network",
        maximum: "no sandbox and no rules of codex's own",
      },
    },
  },
  claude_code: {
    needsArgv: false,
    needsEntrypoint: true,
    harness: {
      program: "claude",
      tried: "2.1.197",
      install: "npm install --global @anthropic-ai/claude-code@2.1.197",
      logIn: "claude auth login",
      variables: ["CLAUDE_CONFIG_DIR", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "CLAUDE_CODE_OAUTH_TOKEN"],
      homes: [
        { variable: "CLAUDE_CONFIG_DIR", otherwise: "~/.claude" },
        { variable: null, otherwise: "~/.claude.json", file: true },
      ],
      set: { DISABLE_AUTOUPDATER: "1", CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" },
      home: "CLAUDE_CONFIG_DIR",
      trySandbox: null,
      sandboxed: [],
      answersBySchema: true,
      work: "elevated",
      postures: {
        report: "edits in the attempt's own directory only, and every shell command: what commands write nothing holds back",
        basic: "edits in the workspace; of shell commands only those that claude takes for harmless or its settings allow",
        elevated: "edits in the workspace, and every shell command: no sandbox",
        maximum: "every tool, unasked: no sandbox; as root only with IS_SANDBOX=1",
      },
    },
  },
  pi_rpc: {
    needsArgv: false,
    needsEntrypoint: true,
    harness: {
      program: "pi",
      tried: "0.74.2",
      install: "npm install --global @earendil-works/pi-coding-agent@0.74.2",
      logIn: "pi # and there /login",
      variables: [
        "PI_CODING_AGENT_DIR",
        "PI_CODING_AGENT_SESSION_DIR",
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_OAUTH_TOKEN",
        "OPENAI_API_KEY",
        "GEMINI_API_KEY",
        "OPENROUTER_API_KEY",
      ],
      homes: [
        { variable: "PI_CODING_AGENT_DIR", otherwise: "~/.pi" },
        { variable: "PI_CODING_AGENT_SESSION_DIR", otherwise: "~/.pi" },
      ],
      set: { PI_OFFLINE: "1", PI_TELEMETRY: "0" },
      home: "PI_CODING_AGENT_DIR",
      trySandbox: null,
      sandboxed: [],
      answersBySchema: false,
      work: "elevated",
      postures: {
        report: "reads, shell commands, and whole files to write its report: pi has no sandbox, so that nothing holds it to that",
        basic: "reads, edits and writes files, everywhere where its user may: pi has no sandbox; no shell commands",
        elevated: "files, and every shell command: no sandbox",
        maximum: "files, every shell command, and what its extensions add: no sandbox",
      },
    },
  },
  acp: {
    needsArgv: true,
    needsEntrypoint: true,
    harness: {
      program: "agent",
      tried: null,
      install: null,
      logIn: null,
      variables: [],
      homes: [],
      set: {},
      home: "",
      trySandbox: null,
      sandboxed: [],
      answersBySchema: false,
      work: "elevated",
      postures: {
        report:
          "of what the agent asks for: writing in the attempt's own directory, and every command; what it does unasked, nothing holds back",
        basic: "of what the agent asks for: writing in the workspace, no commands; what it does unasked, nothing holds back",
        elevated: "of what the agent asks for: writing in the workspace, every command and fetch; what it does unasked, nothing holds back",
        maximum: "everything that the agent asks for",
      },
    },
  },
};
