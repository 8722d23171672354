import assert from "node:assert/strict";
import { test } from "node:test";
import { asksForPalette, type Stroke, struck } from "../src/keystrokes.ts";

const plain: Stroke = {
  key: "x", code: "KeyX", ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, repeat: false, isComposing: false,
};

test("a letter is itself, and a key that is held down or comes with a modifier is nothing", () => {
  assert.equal(struck(plain), "x");
  for (const off of ["ctrlKey", "altKey", "metaKey", "repeat", "isComposing"]) {
    assert.equal(struck({ ...plain, [off]: true }), undefined, off);
  }
});

test("with an Urdu layout the key in the place of a letter means the letter", () => {
  assert.equal(struck({ ...plain, key: "ش" }), "x");
  assert.equal(struck({ ...plain, key: "ژ", shiftKey: true }), undefined);
});

test("the question mark is found on every layout", () => {
  assert.equal(struck({ ...plain, key: "?", code: "Slash", shiftKey: true }), "?");
  assert.equal(struck({ ...plain, key: "؟", code: "Slash", shiftKey: true }), "?");
  assert.equal(struck({ ...plain, key: "۔", code: "Slash" }), "/");
});

test("keys with a name keep it", () => {
  assert.equal(struck({ ...plain, key: "ArrowDown", code: "ArrowDown" }), "ArrowDown");
});

test("Ctrl-K and Cmd-K ask for the palette on every layout, K alone does not", () => {
  const k = { ...plain, key: "ک", code: "KeyK" };
  assert.ok(asksForPalette({ ...k, ctrlKey: true }));
  assert.ok(asksForPalette({ ...k, metaKey: true }));
  assert.ok(!asksForPalette(k));
  assert.ok(!asksForPalette({ ...k, ctrlKey: true, shiftKey: true }));
});
