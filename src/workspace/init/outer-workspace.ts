import { dirname, join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { findWorkspace } from "../find.ts";
import { relativeLayout } from "../layout.ts";

/** The workspace in which a new one at `directory` would lie; null when there is none, and for one that is there already. Reads only. */
export function outerWorkspace(fs: Fs, directory: string): string | null {
  if (fs.facts(join(directory, relativeLayout.log)) !== null) return null;
  const found = findWorkspace(fs, dirname(directory), { env: {} });
  return found.ok ? found.value : null;
}
