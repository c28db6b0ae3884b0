import { defineOperation } from "./define-operation.ts";

export const apiServe = defineOperation({
  name: "api.serve",
  effect: "run",
  scope: "control",
  streams: true,
  details:
    "Serves the read-only HTTP application on the loopback interface until it is interrupted, with or without an owner at work: /status, /queue, /runs, /events as a stream, and the rest as /openapi.json lists it. Only requests to loopback names are answered.",
  params: { port: { type: "integer", default: 7321, min: 0, max: 65_535, summary: "The port; 0 takes any that is free" } },
  output: (z) => z.object({ outcome: z.literal("interrupted"), port: z.number() }),
  example: { port: 7321 },
  exit: () => 130,
  async run(context, { port }) {
    const { host, world, signal } = context;
    if (!host) throw new Error("This surface cannot serve HTTP");
    const served = await host({ world, root: context.root(), control: null, at: { port } });
    context.progress({ type: "note", text: `Status on http://127.0.0.1:${served.port}/status` });
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await served.close();
    return { outcome: "interrupted" as const, port: served.port ?? port };
  },
});
