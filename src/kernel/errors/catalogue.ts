import { apiErrors } from "./catalogue/api.ts";
import { cliErrors } from "./catalogue/cli.ts";
import { gitErrors } from "./catalogue/git.ts";
import { gitPublishErrors } from "./catalogue/git-publish.ts";
import { importErrors } from "./catalogue/import.ts";
import { itemErrors } from "./catalogue/item.ts";
import { logErrors } from "./catalogue/log.ts";
import { planErrors } from "./catalogue/plan.ts";
import { pruneErrors } from "./catalogue/prune.ts";
import { publishErrors } from "./catalogue/publish.ts";
import { redactErrors } from "./catalogue/redact.ts";
import { runErrors } from "./catalogue/run.ts";
import { stageErrors } from "./catalogue/stage.ts";
import { workspaceErrors } from "./catalogue/workspace.ts";

/** Every stable error code. A code is never reused for another meaning. */
export const catalogue = {
  ...apiErrors,
  ...cliErrors,
  ...gitErrors,
  ...gitPublishErrors,
  ...importErrors,
  ...itemErrors,
  ...logErrors,
  ...planErrors,
  ...pruneErrors,
  ...publishErrors,
  ...redactErrors,
  ...runErrors,
  ...stageErrors,
  ...workspaceErrors,
};
