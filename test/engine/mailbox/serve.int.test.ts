import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Control } from "../../../src/engine/control/control.ts";
import { postCommand } from "../../../src/engine/mailbox/post.ts";
import { serveMailbox } from "../../../src/engine/mailbox/serve.ts";
import type { Owned } from "../../../src/engine/own-workspace.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";
import { initialState } from "../../../src/state/state.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import { until } from "../../support/e2e/until.ts";

describe("serveMailbox()", () => {
  const world = realWorld();
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "millrace-mailbox-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function mailbox(apply: Control["apply"]) {
    const layout = layoutOf(root);
    mkdirSync(layout.mailboxIncoming, { recursive: true });
    const issuedAt = new Date().toISOString();
    const command = { type: "reload" } as const;
    postCommand(world.fs, layout, { schema: "millrace.command.v1", id: "one", issuedAt, actor: "operator", command });
    const stop = new AbortController();
    const owned = { layout, store: { state: initialState() }, mustBeInPlace: () => undefined } as unknown as Owned;
    const served = serveMailbox(world, owned, { apply } as Control, stop.signal);
    return { layout, stop, served };
  }

  it("goes on when the disk refuses a receipt, and leaves it once it can", async () => {
    let asked = 0;
    mkdirSync(join(root, "millrace-agents/mailbox"), { recursive: true });
    writeFileSync(layoutOf(root).mailboxProcessed, "no directory");
    const { layout, stop, served } = mailbox(async () => ({ status: "applied", seq: ++asked, subject: null, events: [] }));
    await until("the command is carried out", () => asked === 1);
    assert.equal(readdirSync(layout.mailboxIncoming).length, 1);
    rmSync(layout.mailboxProcessed);
    await until("its receipt", () => readdirSync(layout.mailboxIncoming).length === 0);
    assert.equal(readdirSync(layout.mailboxProcessed).length, 1);
    stop.abort();
    await served;
  });

  it("ends with the error of the log", async () => {
    const { served } = mailbox(async () => {
      throw new MillraceError("log.disk", { code: "ENOSPC", problem: "full" });
    });
    await assert.rejects(served, { code: "log.disk" });
  });
});
