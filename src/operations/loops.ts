import { defineOperation } from "./define-operation.ts";
import { planProblemRow, planProblemSchema } from "./schemas/plan-problem.ts";

export const loops = defineOperation({
  name: "loops",
  effect: "read",
  scope: "observe",
  details: "Those that ship, and the workspace's own documents under millrace-agents/loops/.",
  params: {},
  output: (z) =>
    z.object({
      loops: z.array(
        z.object({
          id: z.string(),
          origin: z.string(),
          plane: z.string().nullable(),
          version: z.number().nullable(),
          takes: z.array(z.string()).describe("Kinds of work"),
          stages: z.array(z.string()),
          problems: z.array(planProblemSchema(z)),
        }),
      ),
    }),
  example: {},
  async run(context) {
    const { loadLoop, loopIds } = await import("../plan/loops/load-loop.ts");
    const { fs } = context.world;
    const root = context.root();
    return {
      loops: loopIds(fs, root).map((id) => {
        const loaded = loadLoop(fs, root, id);
        if (!loaded.ok) {
          return {
            id,
            origin: "workspace",
            plane: null,
            version: null,
            takes: [],
            stages: [],
            problems: loaded.problems.map(planProblemRow),
          };
        }
        const { plane, version, entries, stages } = loaded.definition;
        return { id, origin: loaded.origin, plane, version, takes: Object.keys(entries), stages: Object.keys(stages), problems: [] };
      }),
    };
  },
});
