import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startModelServer } from "../../support/model-server/start-model-server.ts";
import type { HarnessBench } from "../harness-contract.ts";

/** The real pi with a home of its own and a model that follows a script. */
export async function piBench(program: string): Promise<HarnessBench> {
  const model = await startModelServer();
  const home = fs.mkdtempSync(join(tmpdir(), "millrace-pi-"));
  // One provider for each script: pi takes the address of a model from its configuration alone.
  const providers: Record<string, object> = {};
  const agent = join(home, "agent");
  fs.mkdirSync(agent);
  fs.writeFileSync(join(agent, "settings.json"), JSON.stringify({ retry: { enabled: false } }));
  return {
    model,
    meets(...turns) {
      const provider = `scripted${Object.keys(providers).length}`;
      const models = [{ id: "scripted-model", reasoning: true, contextWindow: 4_000_000, maxTokens: 8192 }];
      providers[provider] = { baseUrl: `${model.script(...turns)}/v1`, api: "openai-completions", apiKey: "SCRIPTED_KEY", models };
      fs.writeFileSync(join(agent, "models.json"), JSON.stringify({ providers }));
      return {
        runner: { name: "pi_rpc", argv: [program], model: `${provider}/scripted-model`, effort: "low", permission: "elevated" },
        env: { allow: ["MY_API_KEY"], set: { HOME: home, PI_CODING_AGENT_DIR: agent, PI_OFFLINE: "1", SCRIPTED_KEY: "none" } },
      };
    },
    async close() {
      await model.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}
