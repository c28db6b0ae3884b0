import { scripts } from "./completion/scripts.ts";
import { defineOperation } from "./define-operation.ts";

export const completion = defineOperation({
  name: "completion",
  effect: "read",
  scope: "observe",
  details:
    'For bash: eval "$(millrace completion bash)" in ~/.bashrc. For zsh: the same with zsh in ~/.zshrc. For fish: millrace completion fish > ~/.config/fish/completions/millrace.fish. Commands, options, and the items, runs, modes, loops and settings of the workspace are completed, for bun millrace too; for files, their names.',
  params: {
    shell: { type: "choice", choices: ["bash", "zsh", "fish"], positional: 0, required: true, placeholder: "SHELL", summary: "The shell" },
  },
  output: (z) => z.object({ shell: z.enum(["bash", "zsh", "fish"]), script: z.string() }),
  example: { shell: "bash" },
  run: (_context, { shell }) => ({ shell, script: scripts[shell] }),
});
