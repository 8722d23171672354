import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { oneLine } from "../src/palette.ts";
import { following } from "../src/rows.ts";
import { fill } from "../src/words.ts";

const SOURCE = readFileSync(join(import.meta.dirname, "../src/words.ts"), "utf8");
const SERVER = readFileSync(join(import.meta.dirname, "../../src/nigehban/desk/web/scripts.py"), "utf8");

test("every word that a script says is one that the server gives", () => {
  const said = [...SOURCE.matchAll(/^ {2}\| "(\w+)"/gm)].map((match) => match[1]);
  const given = [...SERVER.matchAll(/^ {8}"(\w+)":/gm)].map((match) => match[1]);
  assert.ok(said.length > 5);
  assert.deepEqual(said.toSorted(), given.toSorted());
});

test("names in a text are filled, unknown ones stay", () => {
  assert.equal(fill("{days} d {hours} h {else}", { days: 3, hours: 0 }), "3 d 0 h {else}");
});

test("what is pasted becomes one line no longer than the field", () => {
  assert.equal(oneLine("  NCMEC:\n104455667\t", 600), "NCMEC: 104455667");
  assert.equal(oneLine("a".repeat(700), 600).length, 600);
  assert.equal(oneLine("abc", -1), "abc");
});

test("rows: from outside comes the first, the ends hold", () => {
  assert.deepEqual([following(-1, -1, 3), following(0, -1, 3), following(1, 1, 3), following(2, 1, 3)], [0, 0, 2, 2]);
});
