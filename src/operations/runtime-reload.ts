import { defineOperation } from "./define-operation.ts";
import { appliedSchema } from "./schemas/common.ts";
import { submit } from "./submit.ts";

export const runtimeReload = defineOperation({
  name: "runtime.reload",
  effect: "change",
  scope: "control",
  details:
    "Compiles the configuration anew and puts it in force for runs that begin from now on; live runs keep the plan that they pin. A configuration that does not compile is refused with its problems, and changes nothing. Exits with 10 where nothing runs: every start reads the configuration anew.",
  params: {},
  output: appliedSchema,
  example: {},
  run: (context) => submit(context, { type: "reload" }),
});
