import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startModelServer } from "../../support/model-server/start-model-server.ts";
import type { HarnessBench } from "../harness-contract.ts";

/**
 * The real codex with a home of its own and a model that follows a script. With a home below a temporary directory codex
 * makes no helpers of its own, and without these it has no sandbox.
 */
export async function codexBench(program: string, parent = tmpdir()): Promise<HarnessBench> {
  const model = await startModelServer();
  // Its shells are login shells: those of a person's home may take seconds to start.
  const home = fs.mkdtempSync(join(parent, "millrace-codex-"));
  fs.mkdirSync(join(home, ".codex"));
  return {
    model,
    meets: (...turns) => ({
      runner: {
        name: "codex_cli",
        argv: [program],
        model: "scripted-model",
        effort: "low",
        permission: "maximum",
        extraArgs: ["-c", "model_provider=scripted", "-c", `model_providers.scripted=${provider(model.script(...turns))}`],
      },
      env: { allow: ["MY_API_KEY"], set: { HOME: home, CODEX_HOME: join(home, ".codex"), SCRIPTED_KEY: "none" } },
    }),
    async close() {
      await model.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

function provider(url: string): string {
  const retries = "request_max_retries=0,stream_max_retries=0,stream_idle_timeout_ms=1500";
  return `{name="scripted",base_url="${url}/v1",wire_api="responses",env_key="SCRIPTED_KEY",${retries}}`;
}
