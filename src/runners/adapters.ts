import { acpAdapter } from "./acp/adapter.ts";
import type { Adapter } from "./adapter.ts";
import { claudeCodeAdapter } from "./claude-code/adapter.ts";
import { codexCliAdapter } from "./codex-cli/adapter.ts";
import { commandAdapter } from "./command/adapter.ts";
import { piRpcAdapter } from "./pi-rpc/adapter.ts";
import { shellAdapter } from "./shell/adapter.ts";

const adapters: readonly Adapter[] = [shellAdapter, commandAdapter, codexCliAdapter, claudeCodeAdapter, piRpcAdapter, acpAdapter];

/** Names of the runners that a binding may name. */
export const adapterNames: readonly string[] = adapters.map(({ name }) => name);

/** The adapter of a runner, null when there is none of that name. */
export function adapterNamed(name: string): Adapter | null {
  return adapters.find((adapter) => adapter.name === name) ?? null;
}
