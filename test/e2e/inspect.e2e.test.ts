import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace } from "../support/e2e/workspace.ts";

const GUIDE = readFileSync(join(import.meta.dirname, "../../docs/post-mortem.md"), "utf8");
const TOTALS = [
  "--id",
  "totals",
  "--run",
  "echo 50 > totals.txt",
  "--check",
  "grep -qx 60 totals.txt",
  "--fix",
  "sed -i s/50/55/ totals.txt",
];

/** The commands of the guide, in order. */
const commands = [...GUIDE.matchAll(/^```\n(.*?)^```/gms)].flatMap(([, block = ""]) => block.trimEnd().split("\n"));

describe("docs/post-mortem.md", () => {
  it("its commands, typed as they stand, show what the text says", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Sum up", ...TOTALS]);
      await workspace.must(["start", "--once"], { code: 6 });
      const said = new Map<string, string>();
      for (const line of commands) {
        const [program, ...args] = line.split(" ");
        assert.equal(program, "millrace", line);
        said.set(line, (await workspace.must(args, { code: line === "millrace attention" ? 6 : 0 })).out);
      }
      const shows = (line: string, ...texts: RegExp[]): void => {
        for (const text of texts) assert.match(said.get(line) ?? "", text, line);
      };
      shows("millrace attention", /totals/, /unblock/);
      shows("millrace runs ls", /totals-1 +blocked/, / 9 /);
      shows("millrace why totals-1", /The operator added the task "totals"/, /cannot reason/);
      const why = said.get("millrace why totals-1") ?? "";
      assert.equal([...why.matchAll(/which counts as FIX_NEEDED/g)].length, 3);
      assert.equal([...why.matchAll(/reported FIXER_COMPLETE after/g)].length, 2);
      assert.match(why, /"totals-1\.5\.1" reported FIXER_COMPLETE after .* changing 0 files/);
      assert.doesNotMatch(said.get("millrace timeline totals-1") ?? "", /human \d|lock \d/);
      shows("millrace replay --run totals-1", /fixCycles 1/, /fixCycles 2/);
      shows("millrace fork totals-1 --at 9", /ends {2}blocked/);
      shows("millrace fork totals-1 --at 9 --assume troubleshooter=TROUBLESHOOT_COMPLETE", /ends {2}blocked/);
      assert.doesNotMatch(said.get("millrace fork totals-1 --at 9") ?? "", /hypothetical|assumed/);
      shows("millrace diff 9 20", /runs\.totals-1\.position\.stage {2}builder → fixer/);
      shows("millrace why 20", /counts as FIX_NEEDED/);
      shows("millrace queue show totals", /sed -i s\/50\/55\/ totals\.txt/);
      shows("millrace replay --bundle totals-1.bundle", /each as its pinned machine says/);
      shows("millrace replay --verify", /each as its pinned machine says/);
      assert.ok(workspace.has("totals-1.html"));
    }));
});

describe("replay --step", () => {
  it("without a terminal is refused with 2, and says what answers instead", () =>
    inWorkspace({}, async (workspace) => {
      const { code, err } = await workspace.run(["replay", "--step"]);
      assert.equal(code, 2);
      assert.match(err, /cli\.no-terminal/);
      assert.match(err, /replay --to SEQ/);
    }));
});
