import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import type { LogLine } from "./workspace.ts";

/** Appends a line to a segment as a newer version of Millrace would: chained with a hash that fits. */
export function craftLine(segment: string, type: string, data: unknown): void {
  const text = readFileSync(segment, "utf8");
  const last = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "") as LogLine;
  const body =
    `{"v":1,"seq":${last.seq + 1},"batch":[1,1],"time":"${new Date().toISOString()}","epoch":${last.epoch + 1},"durable":${last.seq},` +
    `"type":${JSON.stringify(type)},"tv":1,"crit":true,"actor":"runtime","subject":"workspace","cause":0,"data":${JSON.stringify(data)}`;
  const hash = createHash("sha256").update(`${last.hash}"}\n${body}`).digest("hex");
  appendFileSync(segment, `${body},"hash":"${hash}"}\n`);
}
