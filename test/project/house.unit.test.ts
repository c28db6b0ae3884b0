import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { checkHouse } from "./house/house.ts";
import { importsOf } from "./house/imports.ts";
import { layers } from "./house/layers.ts";
import { lex } from "./house/lex.ts";

const lock = { "bun.lock": "{}\n" };
const found = (files: Record<string, string>): string[] =>
  checkHouse(new Map(Object.entries({ ...lock, ...files })))
    .map(({ rule, file, line }) => `${rule} ${file}:${line}`)
    .sort();
const imports = (source: string): string[] =>
  importsOf(lex(source), "src/a/b.ts").map((one) => `${one.kind}${one.typeOnly ? " type" : ""} ${one.target ?? one.specifier}:${one.line}`);

describe("lex()", () => {
  it("blanks comments and texts, and keeps code, length and lines", () => {
    const source = "a; // it's\n/* \"b\" \n */ c('d\\'e'); `f #{g(`h#{i}`, { j: \"}\" })} k`; l".replaceAll("#{", "$" + "{");
    const { code, literals } = lex(source);
    assert.equal(code.length, source.length);
    assert.equal(code.split("\n").length, source.split("\n").length);
    assert.deepEqual(code.match(/[a-z]+/g), ["a", "c", "g", "i", "j", "l"]);
    assert.deepEqual(
      literals.map(({ text }) => text),
      ["d\\'e", "f ", "h", "", "}", " k"],
    );
  });
  it("tells a regular expression from a division", () => {
    const { code } = lex("const a = /[/\"'`]x/g.test(b) ? c / d / e : return1 / 2; f(/'/); return /`/;");
    assert.deepEqual(code.match(/[a-z]\w*/g), ["const", "a", "test", "b", "c", "d", "e", "return1", "f", "return"]);
  });
  it("comes to the end of what is not closed", () => {
    for (const source of ["`a ${", "'a", "/* a", "`a", "/[", "}"]) assert.equal(lex(source).code.length, source.length);
  });
});

describe("importsOf()", () => {
  it("finds every form, over several lines too", () => {
    const source = [
      'import a, { b } from "./c.ts";',
      'import {\n  type d,\n  e, // "f"\n} from "../g.ts";',
      'export * from "./h.ts";',
      'export { i as j } from "./k.ts";',
      'import "node:fs";',
      'const l = await import("./m.ts");',
      'import { n } from "./n.json" with { type: "json" };',
    ].join("\n");
    assert.deepEqual(imports(source), [
      "import src/a/c.ts:1",
      "import src/g.ts:5",
      "export src/a/h.ts:6",
      "export src/a/k.ts:7",
      "import node:fs:8",
      "dynamic src/a/m.ts:9",
      "import src/a/n.json:10",
    ]);
  });
  it("tells what is of types alone", () => {
    assert.deepEqual(imports('import type { a } from "./a.ts"'), ["import type src/a/a.ts:1"]);
    assert.deepEqual(imports('import { type a, type b } from "./a.ts"'), ["import type src/a/a.ts:1"]);
    assert.deepEqual(imports('import { type a, b } from "./a.ts"'), ["import src/a/a.ts:1"]);
    assert.deepEqual(imports('export type * from "./a.ts"'), ["export type src/a/a.ts:1"]);
    assert.deepEqual(imports('import type from "./a.ts"'), ["import src/a/a.ts:1"]);
    assert.deepEqual(imports('type A = typeof import("./a.ts");'), ["dynamic type src/a/a.ts:1"]);
    assert.deepEqual(imports('type A = import("./a.ts").A;'), ["dynamic type src/a/a.ts:1"]);
    assert.deepEqual(imports('import("./a.ts").then(run);'), ["dynamic src/a/a.ts:1"]);
  });
  it("takes nothing from comments, texts and likenesses", () => {
    const source =
      '// import "./a.ts"\nconst b = `import "./c.ts"`; const from = "./d.ts"; Array.from("./e.ts"); x.import("./f.ts"); export const g = "./h.ts";';
    assert.deepEqual(imports(source), []);
  });
});

describe("layers", () => {
  it("names only layers, and lets none reach itself by way of others", () => {
    const names = Object.keys(layers);
    const below = (name: string): string[] => (layers[name] ?? []).map((to) => to.replace("type ", ""));
    const reach = (name: string, seen = new Set<string>()): Set<string> => {
      for (const to of below(name)) if (!seen.has(to)) reach(to, seen.add(to));
      return seen;
    };
    for (const name of names) {
      assert.deepEqual(
        below(name).filter((to) => !names.includes(to)),
        [],
      );
      assert.ok(!reach(name).has(name), `${name} reaches itself`);
    }
  });
});

describe("checkHouse()", () => {
  it("finds nothing in an orderly house", () => {
    assert.deepEqual(
      found({
        "millrace.ts": 'import { main } from "./src/cli/main.ts";\nmain();\n',
        "src/cli/main.ts": 'import { b } from "../kernel/b.ts";\nexport const main = () => b;\n',
        "src/kernel/b.ts":
          'import { readFileSync } from "node:fs";\nexport const b = typeof Bun === "undefined" ? readFileSync : Bun.file;\n',
        "src/state/c.ts": 'import { b } from "../kernel/b.ts";\nexport const c = (at: number) => [new Date(at), b]; // Date.now()\n',
      }),
      [],
    );
  });
  it("import-direction: finds an import that points upward, of types and lazily too", () => {
    assert.deepEqual(
      found({
        "src/kernel/a.ts": 'import type { B } from "../state/b.ts";\nexport const a = () => import("../cli/c.ts");\n',
        "src/state/b.ts": "export type B = 1;\n",
        "src/cli/c.ts": 'import { d } from "../../test/d.ts";\n',
        "test/d.ts": "export const d = 1;\n",
      }),
      ["import-direction src/cli/c.ts:1", "import-direction src/kernel/a.ts:1", "import-direction src/kernel/a.ts:2"],
    );
  });
  it("import-direction: lets state take types from machines, and nothing else", () => {
    const machine = { "machines/a.ts": "export type A = 1;\nexport const a = 1;\n" };
    assert.deepEqual(found({ ...machine, "src/state/b.ts": 'import type { A } from "../../machines/a.ts";\n' }), []);
    assert.deepEqual(found({ ...machine, "src/state/b.ts": 'import { a } from "../../machines/a.ts";\n' }), [
      "import-direction src/state/b.ts:1",
    ]);
  });
  it("import-direction: finds a folder that has no place", () => {
    assert.deepEqual(found({ "src/utils/a.ts": "export const a = 1;\n" }), ["import-direction src/utils/a.ts:0"]);
  });
  it("cycle: finds one through several files, and not one of types", () => {
    const round = (last: string): Record<string, string> => ({
      "src/kernel/a.ts": 'export { b } from "./b.ts";\n',
      "src/kernel/b.ts": 'import { c } from "./c.ts";\nexport const b = c;\n',
      "src/kernel/c.ts": last,
    });
    assert.deepEqual(found(round('import { a } from "./a.ts";\nexport const c = a;\n')), ["cycle src/kernel/c.ts:1"]);
    assert.deepEqual(found(round('import type { a } from "./a.ts";\nexport const c = 1 as a;\n')), []);
  });
  it("barrel-cycle: finds a file that takes types from the file that re-exports it", () => {
    const files = {
      "src/kernel/mod.ts": 'export * from "./a.ts";\n',
      "src/kernel/a.ts": 'import type { B } from "./mod.ts";\nexport const a = 1 as B;\n',
    };
    assert.deepEqual(found(files), ["barrel-cycle src/kernel/a.ts:1"]);
  });
  it("size: finds a file of 401 lines, and not one of 400", () => {
    assert.deepEqual(found({ "src/kernel/a.ts": "//\n".repeat(400), "publish/b.ts": "//\n".repeat(401) }), ["size publish/b.ts:401"]);
  });
  it("purity: finds clock, randomness, timers and node: in what must be pure", () => {
    const uses = [
      "Date.now()",
      "new Date()",
      "new Date",
      "Math.random()",
      "performance.now()",
      "crypto.randomUUID()",
      "process.env.X",
      "setTimeout(f)",
    ];
    for (const use of uses) {
      assert.deepEqual(found({ "src/engine/decide/a.ts": `\nexport const a = ${use};\n` }), ["purity src/engine/decide/a.ts:2"], use);
      assert.deepEqual(found({ "src/engine/tick.ts": `\nexport const a = ${use};\n` }), [], use);
    }
    for (const from of ["node:fs", "nanoid"]) {
      assert.deepEqual(found({ "machines/a.ts": `import { x } from "${from}";\n` }), ["purity machines/a.ts:1"]);
    }
  });
  it("runtime: finds Bun and Deno outside of src/kernel", () => {
    assert.deepEqual(found({ "src/log/a.ts": 'import { b } from "bun:sqlite";\nBun.write("c", "Deno.cwd()");\n' }), [
      "runtime src/log/a.ts:1",
      "runtime src/log/a.ts:2",
    ]);
    assert.deepEqual(found({ "src/log/a.ts": "Deno.cwd(import.meta.dir, import.meta.dirname);\n" }), [
      "runtime src/log/a.ts:1",
      "runtime src/log/a.ts:1",
    ]);
  });
  it("default-export and only: find both of their forms", () => {
    assert.deepEqual(found({ "src/kernel/a.ts": "export default 1;\n", "src/kernel/b.ts": "const b = 1;\nexport { b as default };\n" }), [
      "default-export src/kernel/a.ts:1",
      "default-export src/kernel/b.ts:2",
    ]);
    assert.deepEqual(found({ "test/a.unit.test.ts": 'it.only("a", b);\n' }), ["only test/a.unit.test.ts:1"]);
  });
  it("test-name and test-runner: find a test that no tier runs, and one bound to a runner", () => {
    assert.deepEqual(
      found({ "test/a.test.ts": "", "src/kernel/b.unit.test.ts": "", "test/c.sim.test.ts": 'import { test } from "bun:test";\n' }),
      ["test-name src/kernel/b.unit.test.ts:0", "test-name test/a.test.ts:0", "test-runner test/c.sim.test.ts:1"],
    );
  });
  it("owner-lock: lets one file of src name it", () => {
    const name = ["lock", "db"].join(".");
    const naming = `\nexport const file = "${name}";\n`;
    assert.deepEqual(found({ "src/workspace/a.ts": naming, "test/b.ts": naming }), []);
    assert.deepEqual(found({ "src/workspace/a.ts": naming, "src/log/b.ts": naming }).sort(), [
      "owner-lock src/log/b.ts:2",
      "owner-lock src/workspace/a.ts:2",
    ]);
  });
  it("lockfile: finds no lock, and a lock with a URL", () => {
    assert.deepEqual(
      checkHouse(new Map()).map(({ rule, what }) => `${rule} ${what}`),
      ["lockfile There is no bun.lock"],
    );
    assert.deepEqual(found({ "bun.lock": '{\n"a": "http://127.0.0.1:4901/a.tgz"\n}' }), ["lockfile bun.lock:2"]);
  });
  it("registry-host: finds a host in any file, and no likeness of one", () => {
    const host = ["jsr", "io"].join(".");
    assert.deepEqual(found({ "README.md": `a\nhttps://${host}/@std\n`, "b.md": `xjsr.iox ${host}x my-${host}` }), [
      "registry-host README.md:2",
    ]);
  });
});
