import type { Failure } from "../../kernel/errors/millrace-error.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { choiceText } from "../../plan/modes/mode-choice.ts";
import { adoptCompiled } from "../adopt-compiled.ts";
import type { compileWorkspace } from "../compile-workspace.ts";
import type { Command } from "../decide/command.ts";
import type { Driver } from "../driver.ts";
import { answerOf } from "../mailbox/answer-of.ts";
import type { MailboxAnswer, MailboxEnvelope } from "../mailbox/envelope.ts";
import type { Owned } from "../own-workspace.ts";
import type { Answer } from "../store.ts";

/** A working owner, as those see it who ask it for something. */
export interface Control {
  root: string;
  /** Carries out a command: one that was asked before gets its first answer. Rejects only when the owner itself fails. */
  submit(envelope: MailboxEnvelope): Promise<MailboxAnswer>;
  apply(command: Command): Promise<Answer>;
  /** Calls `listener` after each decision, once it is durable. */
  listen(listener: () => void): void;
}

/** Makes an owner reachable, by its socket above all; gives what ends that. Handed in by the surface that has the HTTP application. */
export type ServeControl = (control: Control) => Promise<{ close(): Promise<void> }>;

interface Parts {
  world: World;
  owned: Owned;
  driver: Driver;
  compile: typeof compileWorkspace;
  /** The mode that stands in for the configured one. */
  mode: string | undefined;
  /** Gets what a person should know, one line each. */
  onNote: ((note: string) => void) | undefined;
}

/** Whoever fails to carry out a command fails as an owner: the driver then ends with that error. */
export function controlOf(parts: Parts): Control {
  const { owned, driver } = parts;
  let reloading: Promise<unknown> = Promise.resolve();
  const reload = (command: Extract<Command, { type: "reload" }>): Promise<Answer> => {
    const mine = reloading.then(async () => driver.apply({ ...command, failure: await reloadPlan(parts) }));
    reloading = mine.catch(() => undefined);
    return mine;
  };
  const apply = async (command: Command): Promise<Answer> => {
    try {
      if (command.type === "reload" && !owned.store.state.receipts.has(command.id)) return await reload(command);
      return await driver.apply(command);
    } catch (error) {
      driver.fail(error);
      throw error;
    }
  };
  return {
    root: owned.layout.root,
    apply,
    submit: async ({ id, actor, command }) => answerOf(id, await apply({ ...command, id, actor } as Command)),
    listen: (listener) => owned.store.listen(listener),
  };
}

/** Compiles the plan as the files stand now and puts it in force. Of a bad edit the problems are recorded, and the last good plan stays. */
async function reloadPlan({ world, owned, compile, mode, onNote }: Parts): Promise<Failure | null> {
  const compiled = await compile(world, owned.layout.root, mode === undefined ? {} : { mode });
  try {
    await adoptCompiled(world, owned, compiled);
  } catch (error) {
    if (!(error instanceof MillraceError) || error.code !== "plan.invalid") throw error;
  }
  if (compiled.ok && compiled.choice) onNote?.(choiceText(compiled.choice));
  if (compiled.ok) return null;
  const { planInvalidValues } = await import("../../plan/plan-invalid-values.ts");
  return { code: "plan.invalid", values: planInvalidValues(compiled) };
}
