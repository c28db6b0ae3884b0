import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { FIRST_PAUSE, type LookPause, nextPause, type SinceLook } from "../../src/engine/daemon/look-pause.ts";

const NOTHING: SinceLook = { stirred: false, heard: false, found: false };

const after = (...looks: Partial<SinceLook>[]): LookPause =>
  looks.reduce((pause, look) => nextPause(pause, { ...NOTHING, ...look }), FIRST_PAUSE);

const pauses = (...looks: Partial<SinceLook>[]): number[] => looks.map((_, at) => after(...looks.slice(0, at + 1)).millis);

describe("nextPause()", () => {
  it("doubles while nothing happens, up to 4 s", () => {
    assert.equal(FIRST_PAUSE.millis, 2000);
    assert.deepEqual(pauses({}, {}, {}), [4000, 4000, 4000]);
  });

  it("is short again after anything that happened", () => {
    for (const what of [{ stirred: true }, { heard: true }, { found: true, heard: true }]) {
      assert.deepEqual(pauses({}, {}, what, {}), [4000, 4000, 2000, 4000]);
    }
  });

  it("stays short once a look found what nobody heard of, until something that was heard of is found", () => {
    assert.deepEqual(pauses({ found: true }, {}, { stirred: true }, {}, { heard: true }, {}), [2000, 2000, 2000, 2000, 2000, 2000]);
    assert.deepEqual(after({ found: true }, { heard: true, found: true }, {}), { millis: 4000, longest: 4000 });
  });
});
