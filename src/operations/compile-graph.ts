import { defineOperation } from "./define-operation.ts";

export const compileGraph = defineOperation({
  name: "compile.graph",
  effect: "read",
  scope: "observe",
  details: "As Mermaid or SVG text. With --run the loop as that run pinned it, with the state in which it stands marked.",
  params: {
    loop: { type: "string", placeholder: "LOOP", summary: "The loop; that of tasks when absent" },
    format: { type: "choice", choices: ["mermaid", "svg"], default: "mermaid", summary: "The form of the drawing" },
    run: { type: "string", placeholder: "RUN", summary: "The loop of this run" },
    mode: { type: "string", placeholder: "MODE", summary: "A mode in place of the configured one" },
  },
  output: (z) =>
    z.object({
      loop: z.string(),
      format: z.string(),
      live: z.object({ stage: z.string(), counters: z.record(z.string(), z.number()), path: z.array(z.string()) }).nullable(),
      text: z.string(),
    }),
  example: { loop: "execution.standard", format: "svg" },
  async run(context, { loop: id, format, run, mode }) {
    const { loopToDraw } = await import("./plan/loop-to-draw.ts");
    const { loop, live } = await loopToDraw(context, { loop: id, run, mode });
    const text =
      format === "svg"
        ? (await import("../../machines/loop/diagram/svg/loop-svg.ts")).loopSvg(loop, live)
        : (await import("../../machines/loop/diagram/mermaid.ts")).loopMermaid(loop, live);
    return { loop: loop.id, format, live, text };
  },
});
