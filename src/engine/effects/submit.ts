import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Command } from "../decide/command.ts";
import type { Answer, Store } from "../store.ts";

type Draft = Command extends infer C ? (C extends Command ? Omit<C, "id" | "actor"> : never) : never;

/** Reports an effect's result to the core as the runtime. A refusal is thrown: the effect was derived from this very state. */
export function submit(store: Store, draft: Draft): Extract<Answer, { status: "applied" }> {
  const command = { ...draft, id: `runtime:${draft.type}:${store.state.seq}`, actor: "runtime" } as Command;
  const answer = store.apply(command);
  if (answer.status === "rejected") throw new MillraceError(answer.failure.code, answer.failure.values);
  return answer;
}
