import process from "node:process";

const MEGABYTES = 16;
const PAGE = 4096;
const buffer = new Uint8Array(MEGABYTES * 1024 * 1024).fill(1);

/**
 * What the machine charges a process for touching memory that slept, in milliseconds of CPU per megabyte, after sleeping for
 * `millis`. On a virtual machine 1 to 4 ms were seen (60 MB: 0.7 ms at once, 74 ms after a second, 280 ms after 16), whatever
 * the process does with them.
 */
export async function coldMemoryMillis(millis: number): Promise<number> {
  touch();
  await new Promise((resume) => setTimeout(resume, millis));
  const before = process.cpuUsage();
  touch();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / MEGABYTES;
}

function touch(): void {
  for (let at = 0; at < buffer.length; at += PAGE) buffer[at] = (buffer[at] ?? 0) + 1;
}
