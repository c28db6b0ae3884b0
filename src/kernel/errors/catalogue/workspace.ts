import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Failures that concern the workspace. */
export const workspaceErrors = {
  "workspace.none": {
    exit: 3,
    says: ({ from, how }) =>
      how === "upward" ? `No workspace in "${from}" or any directory above it` : `No workspace in "${from}", which ${how} names`,
    then: ({ from, how }) =>
      how === "upward"
        ? "millrace init makes one here; --workspace DIR names another"
        : `millrace init --workspace '${from}' makes one there`,
  },
  "workspace.incomplete": {
    exit: 3,
    says: ({ root }) => `The workspace "${root}" has a millrace.toml but no millrace-agents/`,
    then: ({ root }) => `millrace init --workspace '${root}' adds what is missing and overwrites nothing`,
  },
  "workspace.bad-config": {
    exit: 2,
    says: ({ config, workspace, exists }) =>
      workspace !== undefined
        ? `--config "${config}" does not belong to --workspace "${workspace}"`
        : exists
          ? `--config "${config}" does not exist`
          : `--config "${config}" does not name a millrace.toml`,
    then: () => "Name the millrace.toml at the root of a workspace or in its millrace-agents/",
  },
  "workspace.nested": {
    exit: 5,
    says: ({ path, outer }) =>
      `"${path}" lies in the workspace "${outer}", and commands would go to one or the other by where they are typed`,
    then: () => "Use the one that is there, or make one inside of it on purpose: millrace init --force",
  },
  "workspace.bad-directory": {
    exit: 2,
    says: ({ path, problem }) => `Cannot make a workspace in "${path}": ${problem}`,
    then: () => "Name a directory of your own, or mend this one; nothing was changed",
  },
} satisfies Record<string, CatalogueEntry>;
