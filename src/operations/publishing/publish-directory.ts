import { join } from "node:path";
import { relativeLayout } from "../../workspace/layout.ts";

/** What publishing keeps beside the log: what it set aside, and what it need not read again. */
export const publishDirectory = (root: string): string => join(root, relativeLayout.agents, "publish");
