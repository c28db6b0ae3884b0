import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parse } from "smol-toml";
import { shippedLoops } from "../../../machines/catalogue.ts";
import { packagedAssets } from "../../../src/plan/assets/packaged.ts";
import { defaults } from "../../../src/plan/config/defaults.ts";
import { parseConfig } from "../../../src/plan/config/parse-config.ts";
import { configSchema } from "../../../src/plan/config/schema.ts";
import { limitName } from "../../../src/plan/loops/limit-name.ts";

const shipped = packagedAssets().read("millrace.toml") ?? "";
/** The file with every line that shows a setting taken out of its comment. */
const open = shipped.replace(/^# (?=\[|[a-z_]+ = )/gm, "");
const table = parse(open) as Record<string, Record<string, unknown>>;

describe("assets/millrace.toml", () => {
  it("is read as it stands, and changes nothing", async () => {
    const parsed = await parseConfig(shipped);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.config.values, {});
  });

  it("is valid with every setting taken out of its comment", async () => {
    const parsed = await parseConfig(open);
    assert.ok(parsed.ok, JSON.stringify(parsed));
  });

  for (const [key, { value }] of Object.entries(defaults)) {
    it(`shows ${key} with its default`, () => {
      const [section = "", name = ""] = key.split(".");
      assert.deepEqual(table[section]?.[name], value);
    });
  }

  it("shows every section that there is", async () => {
    const { z } = await import("zod");
    assert.deepEqual(Object.keys(table).sort(), Object.keys(configSchema(z).shape).sort());
  });

  it("shows recovery limits with the loops' own numbers", () => {
    for (const [key, value] of Object.entries(table.recovery ?? {})) {
      const loop = shippedLoops.find(({ limits }) => Object.hasOwn(limits, limitName(key)));
      assert.equal(loop?.limits[limitName(key)], value, key);
    }
  });
});
