import { eventGuards } from "../../events/guards.generated.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";

/** Throws `cli.not-known` for a type, or a family of types such as "run", that no event has. */
export function checkEventTypes(types: readonly string[]): void {
  const names = [...eventGuards.keys()];
  for (const type of types) {
    if (names.some((name) => name === type || name.startsWith(`${type}.`))) continue;
    throw new MillraceError("cli.not-known", { what: "event type", value: type, near: nearest(type, names), look: "See docs/events.md" });
  }
}
