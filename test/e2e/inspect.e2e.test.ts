import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { program } from "../support/e2e/program.ts";
import { Terminal } from "../support/e2e/terminal.ts";
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

  it("at a terminal walks on and back, to types, runs, moments and breaks, and leaves the screen as it was", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Sum up", ...TOTALS]);
      await workspace.must(["start", "--once"], { code: 6 });
      const events = workspace.events();
      const fixed = events.filter(({ type, data }) => type === "run.moved" && (data as { to: { stage: string } }).to.stage === "fixer");
      const terminal = new Terminal({ home: workspace.root, cwd: workspace.root, env: workspace.env, columns: 140, rows: 45 });
      try {
        const window = terminal.open();
        window.type(`${program().join(" ")} replay --step --run totals-1`);
        window.press("Enter");
        const on = async (seq: number | undefined): Promise<void> => void (await window.sees(new RegExp(`^#${seq} `, "m")));
        const began = events.find(({ run }) => run === "totals-1")?.seq ?? 0;
        await on(began);
        for (let step = 1; step <= 14; step++) {
          window.press(step % 2 === 0 ? "Space" : "Right");
          await on(began + step);
        }
        window.press("Left");
        await on(began + 13);
        window.press("Home");
        await window.sees(/Before the first event/);
        const asks = async (key: string, prompt: RegExp, answer: string): Promise<void> => {
          window.type(key);
          await window.sees(prompt);
          window.type(answer);
          window.press("Enter");
        };
        await asks("t", /Next event of type:/, "run.verified");
        await on(events.find(({ type }) => type === "run.verified")?.seq);
        await asks("b", /Break on/, "stage fixer");
        await window.sees(/breaks: 1 stage fixer/);
        window.type("c");
        await on(fixed[0]?.seq);
        await window.sees(/^▶ fixer/m);
        window.type("c");
        await on(fixed[1]?.seq);
        window.type("c");
        await window.sees(/No break is met/);
        window.type("d");
        await asks("b", /Break on/, "runs.totals-1.visit = 7");
        await window.sees(/breaks: 1 runs\.totals-1\.visit = 7/);
        window.press("Home");
        await window.sees(/Before the first event/);
        window.type("c");
        await window.sees(/runs\.totals-1\.visit {2}6 → 7/);
        await asks("g", /Go to SEQ or TIME/, "3");
        await on(3);
        await asks("g", /Go to SEQ or TIME/, "99999");
        await window.sees(/No moment "99999"/);
        await asks("r", /Next event of run/, "totals-1");
        await on(began);
        window.press("End");
        await on(events.at(-1)?.seq);
        assert.doesNotMatch(window.screen(), /Warning/);
        window.type("q");
        await window.sees(/As of event \d+/);
        assert.doesNotMatch(window.screen(), /▶|Warning/);
      } finally {
        terminal.close();
      }
    }));
});
