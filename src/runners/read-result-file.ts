import type { StageResult } from "./contract/stage-result.ts";

/** The result in a file's text, null without one, or what is wrong with it. Loads zod only when there is a text. */
export async function readResultFile(text: string | "too-large" | null): Promise<StageResult | null | { invalid: string }> {
  if (text === null) return null;
  if (text === "too-large") return { invalid: "the result file is larger than 1 MB" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { invalid: "the result file is not JSON" };
  }
  const { stageResultSchema } = await import("./contract/stage-result-schema.ts");
  const parsed = stageResultSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return {
    invalid: `the result file is not a millrace.stage-result.v1: ${issue?.path.join(".") || "document"}: ${issue?.message ?? "unreadable"}`,
  };
}
