import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startModelServer } from "../../support/model-server/start-model-server.ts";
import type { HarnessBench } from "../harness-contract.ts";

/** The real claude with a home of its own and a model that follows a script. */
export async function claudeBench(program: string): Promise<HarnessBench> {
  const model = await startModelServer();
  const home = fs.mkdtempSync(join(tmpdir(), "millrace-claude-"));
  return {
    model,
    meets: (...turns) => ({
      runner: { name: "claude_code", argv: [program], model: "scripted-model", effort: "low", permission: "elevated" },
      env: {
        allow: ["MY_API_KEY"],
        set: {
          HOME: home,
          CLAUDE_CONFIG_DIR: join(home, ".claude"),
          ANTHROPIC_BASE_URL: model.script(...turns),
          ANTHROPIC_API_KEY: "none",
          CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
          CLAUDE_CODE_MAX_RETRIES: "0",
          DISABLE_AUTOUPDATER: "1",
        },
      },
    }),
    async close() {
      await model.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}
