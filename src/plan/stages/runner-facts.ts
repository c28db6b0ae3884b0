/** What a plan has to know of an adapter. */
export interface RunnerFacts {
  /** It starts a program of the operator's choosing, so the binding must name one. */
  readonly needsArgv: boolean;
  /** It hands a prompt to a model, so the stage must have an entry point. */
  readonly needsEntrypoint: boolean;
}

/** The adapters of this version. */
export const runnerFacts: Readonly<Record<string, RunnerFacts>> = {
  shell: { needsArgv: false, needsEntrypoint: false },
  command: { needsArgv: true, needsEntrypoint: true },
};
