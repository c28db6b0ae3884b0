import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../../src/kernel/real/run-program.ts";
import type { GitFacts } from "./facts.ts";

export type Signed = { type: "signed"; signature: string } | { type: "not-signed"; problem: string };

export interface SignOrder {
  signing: GitFacts["signing"];
  /** `gpg.program`, `gpg.ssh.program` or `gpg.x509.program`; null: the usual one. */
  program: string | null;
  committer: { name: string; email: string };
}

const GIVE_UP_MS = 60_000;

/** Signs with the configured key. No other key and no other way is tried. */
export async function sign(payload: Uint8Array, order: SignOrder): Promise<Signed> {
  return order.signing.format === "ssh" ? signBySsh(payload, order) : signByGpg(payload, order);
}

/** As git does it (gpg-interface.c): detached, armoured, by the key or the committer. */
async function signByGpg(payload: Uint8Array, { signing, program, committer }: SignOrder): Promise<Signed> {
  const command = program ?? (signing.format === "x509" ? "gpgsm" : "gpg");
  const key = signing.key ?? `${committer.name} <${committer.email}>`;
  const { exit, stdout, stderr } = await runProgram(command, ["--status-fd=2", "-bsau", key], { input: payload, millis: GIVE_UP_MS });
  if (exit === 0 && /^\[GNUPG:\] SIG_CREATED /m.test(stderr)) return { type: "signed", signature: stdout.toString() };
  return { type: "not-signed", problem: why(stderr.replace(/^\[GNUPG:\].*$/gm, ""), command, exit) };
}

/** `ssh-keygen -Y sign` with a key file, or with the agent for a public key that is given literally. */
async function signBySsh(payload: Uint8Array, { signing, program }: SignOrder): Promise<Signed> {
  if (signing.key === null) return { type: "not-signed", problem: "user.signingKey is not set" };
  const literal = signing.key.startsWith("key::") ? signing.key.slice(5) : /^(ssh|ecdsa|sk)-/.test(signing.key) ? signing.key : null;
  const aside = mkdtempSync(join(tmpdir(), "millrace-sign-"));
  try {
    const file = literal === null ? signing.key.replace(/^~(?=\/)/, homedir()) : join(aside, "key.pub");
    if (literal !== null) writeFileSync(file, `${literal}\n`, { mode: 0o600 });
    const agent = literal === null ? [] : ["-U"];
    const command = program ?? "ssh-keygen";
    const { exit, stdout, stderr } = await runProgram(command, ["-Y", "sign", "-n", "git", "-f", file, ...agent], {
      input: payload,
      millis: GIVE_UP_MS,
    });
    const signature = stdout.toString();
    if (exit === 0 && signature.startsWith("-----BEGIN SSH SIGNATURE-----")) return { type: "signed", signature };
    return { type: "not-signed", problem: why(stderr, command, exit) };
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

const why = (stderr: string, command: string, exit: string | 0): string =>
  stderr.trim().split("\n").filter(Boolean).at(-1)?.slice(0, 500) ?? `${command} ended with ${exit}`;
