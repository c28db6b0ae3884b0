import process from "node:process";
import { findDeno, onPath } from "../find-deno.ts";
import { failure, outcome, type Step } from "../step.ts";

/** In CI no test may be left out because a program is missing. */
export const toolsPresent: Step = {
  name: "tools",
  title: "Programs that the tests use",
  seconds: 30,
  run: async () => {
    const missing = [...["git", "tmux", "curl", "zsh", "fish"].filter((program) => !onPath(program)), ...(findDeno() ? [] : ["deno"])];
    if (process.env.CI === "true")
      return missing.length === 0 ? outcome({ passed: 1 }) : failure(...missing.map((program) => `CI=true, and there is no ${program}`));
    return outcome({ notes: missing.map((program) => `no ${program} on this machine`) });
  },
};
