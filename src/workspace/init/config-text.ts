import { packagedAssets } from "../../plan/assets/packaged.ts";

const MODE = /^# \[runtime\]\n# mode = "[^"]*"/m;

/** The text of a new `millrace.toml`: the packaged one, in which every line is a comment, with the mode set where one is named. */
export function configText(mode: string | undefined): string {
  const text = packagedAssets().read("millrace.toml") ?? "";
  if (mode === undefined) return text;
  const setting = `[runtime]\nmode = ${JSON.stringify(mode)}`;
  return MODE.test(text) ? text.replace(MODE, () => setting) : `${text}\n${setting}\n`;
}
