import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Fs } from "../../../src/kernel/ports/fs.ts";
import { exchangePaths } from "../../../src/kernel/real/exchange-paths.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { clearPlace, readOrder, type SwapOrder, writeOrder } from "../../../src/workspace/import/swap-place.ts";
import { type Exchange, endSwap } from "../../../src/workspace/import/swap-trees.ts";
import { shimText } from "../../../src/workspace/init/shim.ts";

class Crash extends Error {}

/** The disk of a process that dies before its n-th change. */
function dyingFs(n: number): Fs {
  let left = n;
  const dies = <Args extends unknown[], Result>(call: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      if (left-- <= 0) throw new Crash();
      return call(...args);
    };
  };
  return {
    ...diskFs,
    rename: dies(diskFs.rename),
    remove: dies(diskFs.remove),
    removeTree: dies(diskFs.removeTree),
    makeDirectory: dies(diskFs.makeDirectory),
  };
}

const cannot: Exchange = () => Promise.resolve(false);

describe("endSwap()", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "millrace-swap-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const text = (path: string): string | null => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null);
  const oldTree = (path: string): void => put(`${path}/tasks/queue/a.md`, "old");
  const newTree = (path: string): void => {
    put(`${path}/log/000000000001.jsonl`, "new");
    put(`${path}/.owner/home`, "");
  };

  const swaps: { name: string; order: SwapOrder; prepare: () => void; ended: () => void }[] = [
    {
      name: "an import beside a tree of the same name",
      order: {
        type: "import",
        prepared: "millrace-agents.upgrade/millrace-agents",
        aside: "millrace-agents.before-upgrade-1",
        config: null,
        moves: [{ from: "ideas/inbox/i.md", to: "ideas/inbox.before-upgrade-1/i.md" }],
        removes: [],
      },
      prepare() {
        oldTree("millrace-agents");
        newTree("millrace-agents.upgrade/millrace-agents");
        put("ideas/inbox/i.md", "idea");
      },
      ended() {
        assert.equal(text("millrace-agents/log/000000000001.jsonl"), "new");
        assert.equal(text("millrace-agents.before-upgrade-1/tasks/queue/a.md"), "old");
        assert.equal(text("ideas/inbox.before-upgrade-1/i.md"), "idea");
        assert.equal(text("ideas/inbox/i.md"), null);
      },
    },
    {
      name: "an import where nothing is in the way",
      order: {
        type: "import",
        prepared: "millrace-agents.upgrade/millrace-agents",
        aside: null,
        config: { from: "millrace-agents.upgrade/millrace.toml" },
        moves: [],
        removes: [],
      },
      prepare() {
        put("agents/tasks.md", "old");
        put("millrace.toml", "old config");
        put("millrace-agents.upgrade/millrace.toml", "new config");
        newTree("millrace-agents.upgrade/millrace-agents");
      },
      ended() {
        assert.equal(text("millrace-agents/log/000000000001.jsonl"), "new");
        assert.equal(text("millrace.toml"), "new config");
        assert.equal(text("agents/tasks.md"), "old");
      },
    },
    {
      name: "undoing an import of a tree of the same name",
      order: {
        type: "undo",
        prepared: "millrace-agents.before-upgrade-1",
        aside: "millrace-agents.undone-2",
        config: null,
        moves: [{ from: "ideas/inbox.before-upgrade-1/i.md", to: "ideas/inbox/i.md" }],
        removes: ["millrace.ts"],
      },
      prepare() {
        newTree("millrace-agents");
        oldTree("millrace-agents.before-upgrade-1");
        put("ideas/inbox.before-upgrade-1/i.md", "idea");
        put("millrace.ts", shimText("/opt/millrace.ts"));
      },
      ended() {
        assert.equal(text("millrace-agents/tasks/queue/a.md"), "old");
        assert.equal(text("millrace-agents.undone-2/log/000000000001.jsonl"), "new");
        assert.equal(text("ideas/inbox/i.md"), "idea");
        assert.equal(text("millrace.ts"), null);
      },
    },
    {
      name: "undoing an import where nothing was in the way",
      order: {
        type: "undo",
        prepared: null,
        aside: "millrace-agents.undone-2",
        config: { from: "millrace.toml.before-upgrade-1" },
        moves: [],
        removes: [],
      },
      prepare() {
        newTree("millrace-agents");
        put("millrace.toml", "new config");
        put("millrace.toml.before-upgrade-1", "old config");
      },
      ended() {
        assert.equal(text("millrace-agents"), null);
        assert.equal(text("millrace-agents.undone-2/log/000000000001.jsonl"), "new");
        assert.equal(text("millrace.toml"), "old config");
      },
    },
  ];

  for (const { name, order, prepare, ended } of swaps) {
    for (const [how, exchange] of [
      ["by exchange", exchangePaths],
      ["by two renames", cannot],
    ] as const) {
      it(`ends ${name} ${how}, whatever change it died before`, async () => {
        for (let changes = 0; ; changes++) {
          rmSync(root, { recursive: true, force: true });
          mkdirSync(root);
          prepare();
          mkdirSync(join(root, "millrace-agents.upgrade"), { recursive: true });
          writeOrder(diskFs, root, order);
          let died = false;
          try {
            await endSwap(dyingFs(changes), root, exchange);
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
            died = true;
          }
          await endSwap(diskFs, root, exchange);
          ended();
          assert.equal(readOrder(diskFs, root), null);
          if (!died) {
            assert.ok(changes > 1, "it never died");
            return;
          }
        }
      });
    }
  }

  it("does nothing without an order", async () => {
    oldTree("millrace-agents");
    assert.equal(await endSwap(diskFs, root, exchangePaths), null);
    assert.equal(text("millrace-agents/tasks/queue/a.md"), "old");
  });

  it("never takes a tree that is not of its making for a leftover", () => {
    oldTree("millrace-agents.upgrade/millrace-agents");
    clearPlace(diskFs, root);
    assert.equal(text("millrace-agents.before-upgrade-found-1/tasks/queue/a.md"), "old");
  });
});
