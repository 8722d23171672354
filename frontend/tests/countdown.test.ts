import assert from "node:assert/strict";
import { test } from "node:test";
import { clockError, left } from "../src/countdown.ts";

const inWords = (days: number, hours: number) => `${days} d ${hours} h`;

test("what is left is shown as a clock, and from two days on in words", () => {
  const shown = [0, 0.2, 42, 60, 725, 3600, 86_399, 172_800, 262_800].map((seconds) => left(seconds, inWords));
  assert.deepEqual(shown, ["0:00", "0:01", "0:42", "1:00", "12:05", "1:00:00", "23:59:59", "2 d 0 h", "3 d 1 h"]);
});

test("what is over is nothing, never less", () => {
  assert.equal(left(-5, inWords), "0:00");
});

test("a machine whose clock is wrong follows the server's", () => {
  const received = Date.parse("2026-01-31T10:00:00Z");
  assert.equal(clockError("2026-01-31T15:02:00+05:00", received), 120_000);
  assert.equal(clockError(undefined, received), 0);
});
