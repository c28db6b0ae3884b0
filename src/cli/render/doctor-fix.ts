import type { OutputOf } from "../../operations/define-operation.ts";
import type { doctorFix } from "../../operations/doctor-fix.ts";
import type { Paper } from "../text/paper.ts";
import { renderDoctor } from "./doctor.ts";

/** What was mended and what was not, then what is found now. */
export function renderDoctorFix({ repairs, findings, healthy }: OutputOf<typeof doctorFix>, paper: Paper): string {
  return [
    ...repairs.flatMap(({ what, done, note, command }) => [
      `${done ? paper.green("mended ") : paper.red("not yet")}  ${what}${note === null ? "" : paper.dim(`: ${note}`)}`,
      ...(command === null ? [] : [`         ${paper.cyan(command)}`]),
    ]),
    "",
    renderDoctor({ findings, healthy }, paper),
  ].join("\n");
}
