import { type LoopDefinition, planes } from "../definition.ts";
import type { LoopProblem } from "../problem.ts";
import { suggest } from "./nearest.ts";

const idPattern = /^[a-z]+\.[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** The id names the plane, and the version counts from one. */
export function checkIdentity({ id, plane, version }: LoopDefinition): LoopProblem[] {
  const problems: LoopProblem[] = [];
  if (!planes.includes(plane)) {
    problems.push({ code: "loop.plane-mismatch", path: "plane", message: `Plane "${plane}" does not exist.`, fix: suggest(plane, planes) });
  }
  if (!idPattern.test(id)) {
    problems.push({
      code: "loop.bad-id",
      path: "id",
      message: `The id "${id}" is not a plane and a name joined by a dot.`,
      fix: `Write it like "${plane}.standard", in lower case.`,
    });
  } else if (!id.startsWith(`${plane}.`)) {
    problems.push({
      code: "loop.plane-mismatch",
      path: "id",
      message: `The id "${id}" does not begin with its plane "${plane}".`,
      fix: `Rename it "${plane}.${id.slice(id.indexOf(".") + 1)}", or change the plane.`,
    });
  }
  if (!Number.isInteger(version) || version < 1) {
    problems.push({
      code: "loop.bad-id",
      path: "version",
      message: `The version ${version} is not a whole number of at least 1.`,
      fix: "Write version = 1.",
    });
  }
  return problems;
}
