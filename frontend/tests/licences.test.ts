import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { licenceOf, packageFolder } from "../plugins/licences.ts";

function packageUnder(license: string): string {
  const folder = mkdtempSync(join(tmpdir(), "licence-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "invented", version: "1.0.0", license }));
  writeFileSync(join(folder, "LICENSE"), "Do as you like.\n");
  return folder;
}

test("a package's licence is stated with its text", () => {
  const folder = packageUnder("MIT");
  assert.deepEqual(licenceOf(folder), { name: "invented", version: "1.0.0", licence: "MIT", text: "Do as you like." });
  rmSync(folder, { recursive: true });
});

test("a licence that may not be shipped breaks the build", () => {
  const folder = packageUnder("GPL-3.0-only");
  assert.throws(() => licenceOf(folder), /invented is under GPL-3.0-only/);
  rmSync(folder, { recursive: true });
});

test("a module's package is found, also a scoped and an inner one", () => {
  assert.equal(packageFolder("/a/node_modules/echarts/lib/x.js"), "/a/node_modules/echarts");
  assert.equal(packageFolder("/a/node_modules/@b/c/x.js"), "/a/node_modules/@b/c");
  assert.equal(packageFolder("/a/node_modules/zrender/node_modules/tslib/t.js"), "/a/node_modules/zrender/node_modules/tslib");
  assert.equal(packageFolder("/a/src/desk.ts"), undefined);
});
