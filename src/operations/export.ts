import { defineOperation } from "./define-operation.ts";

export const exportOperation = defineOperation({
  name: "export",
  effect: "change",
  scope: "control",
  details:
    "Writes a file for people or machines elsewhere. --html is one page that opens from disk without network or script: where the time went, the machine with the path taken, attempts, costs, evidence and every event, with secrets taken out. --bundle holds the log up to the end of the run with everything that it names, and what verifies it: see replay --bundle. Nothing in the workspace is changed.",
  params: {
    run: { type: "string", positional: 0, placeholder: "RUN", summary: "The run, or the beginning of its id" },
    all: { type: "boolean", summary: "The whole workspace" },
    archive: { type: "string", placeholder: "DIR", summary: "Look into what was pruned, too: an archive, or a directory that holds some" },
    html: { type: "string", placeholder: "FILE", summary: "Write a page" },
    bundle: { type: "string", placeholder: "FILE", summary: "Write a bundle" },
  },
  output: (z) =>
    z.object({
      file: z.string(),
      form: z.enum(["html", "bundle"]),
      asOf: z.number(),
      runs: z.number(),
      events: z.number(),
      bytes: z.number(),
      lacking: z
        .array(z.string())
        .describe("Files that the log names and that are gone or altered here, so that a bundle holds none as the log means it"),
      damage: z.string().nullable().describe("How the log goes on behind what could be read; null where it is known to its end"),
    }),
  example: { run: "fix-login-1", html: "fix-login-1.html" },
  async run(here, asked) {
    const context = asked.archive === undefined ? here : (await import("./pruning/open-archives.ts")).contextWith(here, asked.archive);
    const { performExport } = await import("./inspect/perform-export.ts");
    return performExport(context, asked);
  },
});
