import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Repo } from "../../delivery/repo.ts";
import { type Adapter, everyByte, type Ground, makeGround, op, orderOf } from "./harness.ts";

for (const adapter of ["isomorphic", "command-line"] as const satisfies Adapter[]) {
  describe(`GitPort.commit() with a signature (${adapter})`, () => {
    let ground: Ground;
    let repo: Repo;
    beforeEach(() => {
      ground = makeGround();
      repo = ground.repo();
    });
    afterEach(() => ground.clear());

    const commit = async (content: string) => {
      repo.put({ "src/a.ts": content });
      const port = await ground.open(adapter, repo.root);
      const order = await orderOf(port, ["src/a.ts"], { message: "signed", trailers: [["A", "b"]] });
      return { port, outcome: await port.commit({ ...order, sign: true }) };
    };
    const useSsh = (): string => {
      const key = join(ground.directory(), "key");
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "op@example.org", "-f", key]);
      const allowed = `${key}.allowed`;
      writeFileSync(allowed, `op@example.org ${execFileSync("cat", [`${key}.pub`])}`);
      repo.git("config", "gpg.format", "ssh");
      repo.git("config", "user.signingKey", key);
      repo.git("config", "gpg.ssh.allowedSignersFile", allowed);
      return key;
    };

    it("signs commits and tags by ssh so that git verifies them", async () => {
      useSsh();
      const { port, outcome } = await commit("2\n");
      assert.equal(outcome.type, "committed", JSON.stringify(outcome));
      assert.equal(repo.git("log", "-1", "--format=%G? %s").trim(), "G signed");
      repo.git("verify-commit", "HEAD");
      const info = await port.readCommit(repo.head());
      assert.deepEqual([info.signed, info.signature, info.message], [true, "G", "signed\n\nA: b\n"]);
      assert.equal((await port.tag({ name: "v1", commit: repo.head(), message: "one", tagger: op, sign: true })).type, "tagged");
      repo.git("verify-tag", "v1");
      repo.git("fsck", "--strict");
    });

    it("never falls back to unsigned: a key that is gone, a program that fails, no key at all", async () => {
      const key = useSsh();
      const refusals = async () => {
        const before = repo.operator();
        const { outcome } = await commit("2\n");
        assert.equal(outcome.type === "refused" && outcome.failure.code, "git.not-signed", JSON.stringify(outcome));
        const { "src/a.ts": _a, ...after } = repo.operator();
        const { "src/a.ts": _b, ...was } = before;
        assert.deepEqual(after, was);
      };
      rmSync(key);
      await refusals();
      repo.git("config", "gpg.ssh.program", "false");
      await refusals();
      repo.git("config", "--unset", "user.signingKey");
      await refusals();
      const port = await ground.open(adapter, repo.root);
      const tag = await port.tag({ name: "v1", commit: repo.head(), message: "one", tagger: op, sign: true });
      assert.equal(tag.type === "refused" && tag.failure.code, "git.not-signed");
      assert.equal(repo.git("tag"), "");
    });

    it("signs by gpg with the program that is configured, and refuses what that leaves unsigned", async () => {
      const program = join(ground.directory(), "gpg");
      repo.put({ ".git/fake-gpg": "" });
      writeFileSync(
        program,
        `#!/bin/sh\ncat > '${program}.seen'\necho "$@" > '${program}.args'\nprintf -- '-----BEGIN PGP SIGNATURE-----\\n\\nfake\\n-----END PGP SIGNATURE-----\\n'\necho '[GNUPG:] SIG_CREATED D' >&2\n`,
        { mode: 0o755 },
      );
      repo.git("config", "gpg.program", program);
      repo.git("config", "user.signingKey", "ABCD");
      const { outcome } = await commit("2\n");
      assert.equal(outcome.type, "committed", JSON.stringify(outcome));
      assert.equal(execFileSync("cat", [`${program}.args`]).toString(), "--status-fd=2 -bsau ABCD\n");
      const raw = repo.git("cat-file", "commit", "HEAD");
      assert.match(raw, /\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n fake\n -----END PGP SIGNATURE-----\n\nsigned\n/);
      assert.equal(execFileSync("cat", [`${program}.seen`]).toString(), raw.replace(/gpgsig [\s\S]*?-----END PGP SIGNATURE-----\n/, ""));
      writeFileSync(program, "#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] FAILURE sign' >&2\nexit 0\n", { mode: 0o755 });
      const before = everyByte(join(repo.root, ".git/refs"));
      const refused = await commit("3\n");
      assert.equal(refused.outcome.type === "refused" && refused.outcome.failure.code, "git.not-signed");
      assert.deepEqual(everyByte(join(repo.root, ".git/refs")), before);
    });
  });
}
