import { runProgram } from "../../src/kernel/real/run-program.ts";
import { masked } from "./mask-url.ts";
import { remoteGitEnv } from "./remote-git-env.ts";

export const CREDENTIAL_NAMES = { username: "MILLRACE_GIT_USERNAME", password: "MILLRACE_GIT_PASSWORD" } as const;

export interface Credential {
  username: string;
  password: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The credentials that the environment names. A password alone goes with a name that token hosts take. */
export function ownCredential(env: Env): Credential | null {
  const password = env[CREDENTIAL_NAMES.password];
  const username = env[CREDENTIAL_NAMES.username] || "git";
  if (!password || /[\r\n\0]/.test(username + password)) return null;
  return { username, password };
}

const GIVE_UP_MS = 60_000;

/**
 * Asks git's credential helpers, which may ask nobody at a terminal. Values pass through pipes only, and are kept nowhere.
 * `approve` and `reject` tell the helpers what became of a credential.
 */
export class CredentialHelpers {
  private readonly root: string;
  private readonly env: Env;

  constructor(root: string, env: Env) {
    this.root = root;
    this.env = env;
  }

  async fill(url: string): Promise<Credential | null> {
    const answer = await this.run("fill", `url=${url}\n\n`);
    const username = /^username=(.*)$/m.exec(answer)?.[1];
    const password = /^password=(.*)$/m.exec(answer)?.[1];
    return username !== undefined && password !== undefined ? { username, password } : null;
  }

  async tell(what: "approve" | "reject", url: string, { username, password }: Credential): Promise<void> {
    await this.run(what, `url=${masked(url)}\nusername=${username}\npassword=${password}\n\n`);
  }

  private async run(action: string, input: string): Promise<string> {
    const base: Record<string, string> = {};
    for (const [name, value] of Object.entries(this.env)) if (value !== undefined && !name.startsWith("GIT_")) base[name] = value;
    const env = { ...base, ...remoteGitEnv(this.env) };
    const { exit, stdout } = await runProgram("git", ["credential", action], {
      cwd: this.root,
      env,
      input: Buffer.from(input),
      millis: GIVE_UP_MS,
    });
    return exit === 0 ? stdout.toString() : "";
  }
}
