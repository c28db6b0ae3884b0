/** What a plan has to know of an agent's harness. */
export interface HarnessFacts {
  /** The program that is started where the binding names none. */
  readonly program: string;
  /** Variables of the harness itself that its stages inherit beside those of `env.allow`: where it keeps its state and its login. */
  readonly variables: readonly string[];
  /** Variables that its stages get with these values, unless the configuration says otherwise. */
  readonly set: Readonly<Record<string, string>>;
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
    harness: { program: "codex", variables: ["CODEX_HOME", "CODEX_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL"], set: {} },
  },
};
