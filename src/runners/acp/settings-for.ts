import type { AcpOrder } from "../drive/drive-order.ts";
import { type Fields, listOf, textOf } from "../harness/fields.ts";

/** What has to be set before the first prompt, and the model that then answers; or why the order cannot be met. */
export type AcpSettings = { changes: { configId: string; value: string }[]; model: string | null } | { refused: string };

/** Model and effort of an order, by the options that the agent offers with its session. What nobody asked for stays as it is. */
export function settingsFor({ model, effort }: Pick<AcpOrder, "model" | "effort">, session: Fields): AcpSettings {
  const options = listOf(session.configOptions);
  const changes: { configId: string; value: string }[] = [];
  for (const { word, category, wanted } of [
    { word: "model", category: "model", wanted: model },
    { word: "effort", category: "thought_level", wanted: effort },
  ]) {
    if (wanted === null) continue;
    const option = options.find((one) => one.category === category);
    if (!option) return { refused: `the agent lets nobody choose the ${word}; "${wanted}" was asked for` };
    const values = valuesOf(option);
    if (!values.includes(wanted)) return { refused: `unknown ${word} "${wanted}": the agent offers ${values.join(", ") || "none"}` };
    if (option.currentValue !== wanted) changes.push({ configId: textOf(option.id), value: wanted });
  }
  const current = textOf(options.find((one) => one.category === "model")?.currentValue);
  return { changes, model: model ?? (current === "" ? null : current) };
}

/** Options come one by one or in groups. */
function valuesOf(option: Fields): string[] {
  return listOf(option.options).flatMap((one) => ("options" in one ? listOf(one.options) : [one]).map(({ value }) => textOf(value)));
}
