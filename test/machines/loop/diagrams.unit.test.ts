import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { shippedLoops } from "../../../machines/catalogue.ts";
import { executionStandard } from "../../../machines/execution/standard.ts";
import { edgesOf } from "../../../machines/loop/diagram/edges.ts";
import { loopMermaid } from "../../../machines/loop/diagram/mermaid.ts";
import { stateOrder } from "../../../machines/loop/diagram/state-order.ts";
import { text } from "../../../machines/loop/diagram/svg/escape.ts";
import { loopSvg } from "../../../machines/loop/diagram/svg/loop-svg.ts";
import { assignTracks } from "../../../machines/loop/diagram/svg/tracks.ts";
import { takenEdges } from "../../../machines/loop/diagram/taken-edges.ts";
import { loopText } from "../../../machines/loop/loop-text.ts";
import { frozen } from "../support.ts";

const loop = frozen(executionStandard);
const live = { stage: "fixer", counters: { fixCycles: 1 } };

describe("loopMermaid()", () => {
  it("draws states, terminals with their limits, entries and finals", () => {
    const lines = loopMermaid(loop).split("\n");
    assert.equal(lines[0], "%% execution.standard version 1, limits: consults 1, fixCycles 2, troubleshoots 2");
    assert.equal(lines[1], "stateDiagram-v2");
    for (const line of [
      '  state "checker (verifies)" as s_checker',
      "  [*] --> s_builder : task",
      "  s_checker --> s_fixer : FIX_NEEDED [fixCycles below 2] fixCycles + 1",
      "  s_checker --> s_recovering : FIX_NEEDED [otherwise]",
      "  s_resuming --> s_checker : [began in checker]",
      '  state "done (item done, updater_complete)" as s_done',
      "  s_done --> [*]",
    ]) {
      assert.ok(lines.includes(line), line);
    }
  });

  it("marks the live state only when there is one", () => {
    assert.ok(loopMermaid(loop, live).includes("  class s_fixer live\n"));
    assert.ok(loopMermaid(loop, live).startsWith("%% execution.standard version 1, limits: consults 0/1, fixCycles 1/2"));
    assert.ok(!loopMermaid(loop).includes("live"));
    assert.ok(!loopMermaid(loop, { stage: "elsewhere" }).includes("class"));
  });

  it("writes characters that Mermaid would read as entities", () => {
    const odd = { ...loop, entries: { 'a"b;<c>': "builder" } };
    assert.ok(loopMermaid(odd).includes("  [*] --> s_builder : a#34;b#59;#60;c#62;"));
  });
});

describe("assignTracks()", () => {
  it("puts rails on one track only where they do not overlap, the short ones nearest to the boxes", () => {
    const rail = (to: string, entryY: number, ...ys: number[]) => ({ to, entryY, exits: ys.map((y) => ({ y })) });
    const tracks = assignTracks([rail("long", 400, 10), rail("first", 100, 20), rail("second", 200, 120, 150), rail("touching", 300, 201)]);
    assert.deepEqual([...tracks].sort(), [
      ["first", 0],
      ["long", 2],
      ["second", 0],
      ["touching", 1],
    ]);
  });
});

describe("stateOrder()", () => {
  it("puts the way through the loop first, corrections before success, and finals last", () => {
    assert.deepEqual(stateOrder(loop).slice(0, 6), ["builder", "checker", "fixer", "doublechecker", "updater", "recovering"]);
    assert.deepEqual(stateOrder(loop).slice(-4).sort(), ["blocked", "consultant_blocked", "done", "needs_planning"]);
  });

  it("lists states that nothing leads to by name", () => {
    const states = { zebra: { always: [] }, aardvark: { always: [] }, ...loop.config.states };
    assert.deepEqual(stateOrder({ ...loop, config: { ...loop.config, states } }).slice(9, 11), ["aardvark", "zebra"]);
  });
});

describe("takenEdges()", () => {
  const between = (...path: string[]): string[] => [...takenEdges(loop, edgesOf(loop), path)].map(({ from, to }) => `${from} → ${to}`);

  it("are those from each state of a path to the next", () => {
    assert.deepEqual(between("builder", "checker", "fixer", "doublechecker", "fixer"), [
      "builder → checker",
      "checker → fixer",
      "fixer → doublechecker",
      "doublechecker → fixer",
    ]);
  });

  it("lead through choices that the path does not name", () => {
    assert.deepEqual(between("checker", "troubleshooter", "checker"), [
      "checker → recovering",
      "recovering → troubleshooter",
      "troubleshooter → resuming",
      "resuming → checker",
    ]);
    assert.deepEqual(between("consultant", "blocked"), []);
  });

  it("are none of a path that has not moved, or that another loop went", () => {
    assert.deepEqual(between(), []);
    assert.deepEqual(between("builder"), []);
    assert.deepEqual(between("planner", "manager"), []);
  });
});

describe("loopSvg()", () => {
  it("draws the edges of a path apart from the others, and none without a path", () => {
    const path = ["builder", "checker", "fixer", "doublechecker", "fixer"];
    assert.equal(loopSvg(loop, { stage: "fixer", path }).match(/class="taken"/g)?.length, 4);
    assert.ok(!loopSvg(loop, live).includes("taken"));
  });

  it("draws every state and marks the live one", () => {
    const svg = loopSvg(loop, live);
    for (const name of Object.keys(loop.config.states)) assert.ok(svg.includes(`data-state="${name}"`), name);
    assert.equal(svg.match(/class="live"/g)?.length, 1);
    assert.ok(svg.includes('<g data-state="fixer" class="live">'));
    assert.ok(svg.includes("fixCycles 1/2"));
    assert.ok(!loopSvg(loop).includes("live"));
  });

  it("has every tag closed and every text escaped", () => {
    const svg = loopSvg({ ...loop, id: `execution.<script>&"'` }, live);
    assert.ok(!svg.includes("<script>"));
    assert.ok(svg.includes("execution.&lt;script&gt;&amp;&quot;&#39;"));
    const open: string[] = [];
    for (const [tag, end, name, selfClosed] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (end) assert.equal(open.pop(), name, tag);
      else if (!selfClosed) open.push(name ?? "");
    }
    assert.deepEqual(open, []);
  });

  it("escapes the five characters of XML", () => {
    assert.equal(text(`<a href="x">&'`), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  });

  for (const definition of shippedLoops) {
    it(`keeps the labels of ${definition.id} apart from each other, from the boxes and inside the picture`, () => {
      const svg = loopSvg(frozen(definition));
      const [, width = 0, height = 0] = (/width="(\d+)" height="(\d+)"/.exec(svg) ?? []).map(Number);
      const rects = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map((found) =>
        found.slice(1).map(Number),
      );
      const boxes = rects.map(([x = 0, y = 0, w = 0, h = 0]) => ({ name: "box", x1: x, x2: x + w, y1: y, y2: y + h }));
      const labels = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" text-anchor="(start|end)"[^>]*>([^<]*)</g)].map(
        ([, x, y, anchor, label = ""]) => {
          const wide = label.length * 6.6;
          const x1 = anchor === "start" ? Number(x) : Number(x) - wide;
          return { name: label, x1, x2: x1 + wide, y1: Number(y) - 9, y2: Number(y) + 2 };
        },
      );
      assert.ok(labels.length > 10 && boxes.length > 5);
      for (const [index, a] of labels.entries()) {
        assert.ok(a.x1 >= 0 && a.x2 <= width && a.y2 <= height, `${a.name} is outside`);
        for (const b of [...boxes, ...labels.slice(index + 1)]) {
          assert.ok(a.x2 <= b.x1 || b.x2 <= a.x1 || a.y2 <= b.y1 || b.y2 <= a.y1, `${a.name} meets ${b.name}`);
        }
      }
    });

    it(`draws ${definition.id} alike whatever the order of its keys`, () => {
      const sorted = JSON.parse(loopText(frozen(definition)));
      assert.equal(loopSvg(sorted), loopSvg(frozen(definition)));
      assert.equal(loopMermaid(sorted), loopMermaid(frozen(definition)));
    });
  }
});
