import process from "node:process";
import type { Step } from "../step.ts";
import { bunTests } from "./bun-tests.ts";
import { denoCheck, denoTests } from "./deno.ts";
import { e2eTests } from "./e2e-tests.ts";
import { tool } from "./tool.ts";
import { toolsPresent } from "./tools-present.ts";

// Left to itself, Biome colours what goes into a pipe.
const colors = process.stdout.isTTY && !process.env.NO_COLOR ? "--colors=force" : "--colors=off";

/** The steps of `bun run test`, in order. The filters choose among test files by a part of their path. */
export const allSteps = (filters: readonly string[]): Step[] => [
  toolsPresent,
  tool("format", "Format and lint", 120, "node_modules/@biomejs/biome/bin/biome", "ci", colors, "."),
  tool("types", "Types", 180, "node_modules/typescript/bin/tsc", "--noEmit"),
  tool("house", "Rules of the house", 60, "test/project/check-house.ts"),
  bunTests({ name: "unit", title: "Unit and int tests", seconds: 420, tiers: ["unit", "int"], testSeconds: 30, workers: 2 }, filters),
  bunTests({ name: "harness", title: "Real harnesses", seconds: 480, tiers: ["harness"], testSeconds: 90, workers: 2 }, filters),
  bunTests({ name: "sim", title: "Simulated crashes", seconds: 300, tiers: ["sim"], testSeconds: 240, workers: 2 }, filters),
  e2eTests(filters),
  denoCheck,
  denoTests(filters),
];
