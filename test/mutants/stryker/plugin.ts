import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { InProcessRunner } from "./in-process-runner.ts";

/** What Stryker looks for in a plugin file. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner)];
