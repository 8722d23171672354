import assert from "node:assert/strict";
import { test } from "node:test";
import { DIRECTIONS, drawable, isPlaced, towards } from "../src/islands/graph-data.ts";

const node = (id: string, x: number, y: number) => ({ id, at: { x, y } });
const middle = node("m", 0, 0);
const around = [node("e", 10, 0), node("w", -10, 0), node("n", 0, -10), node("s", 0, 10)];

test("an arrow goes to the node that lies there", () => {
  const found = Object.values(DIRECTIONS).map((direction) => towards(middle, [middle, ...around], direction, new Set())?.id);
  assert.deepEqual(found, ["w", "e", "n", "s"]);
});

test("of two nodes on the way the joined one is taken, unless it is much farther", () => {
  const others = [node("near", 10, 0), node("joined", 15, 0)];
  const right = DIRECTIONS.ArrowRight!;
  assert.equal(towards(middle, others, right, new Set())?.id, "near");
  assert.equal(towards(middle, others, right, new Set(["joined"]))?.id, "joined");
  assert.equal(towards(middle, [node("near", 10, 0), node("joined", 40, 0)], right, new Set(["joined"]))?.id, "near");
});

test("where nothing lies the arrow goes nowhere", () => {
  assert.equal(towards(middle, [node("n", 0, -10), middle], DIRECTIONS.ArrowDown!, new Set()), undefined);
});

test("every node of a grid is reached by arrows from every other", () => {
  const grid = Array.from({ length: 30 }, (_, at) => node(String(at), (at % 6) * 50, Math.floor(at / 6) * 50));
  const reached = new Set([grid[0]!]);
  for (const from of reached) {
    for (const direction of Object.values(DIRECTIONS)) {
      const next = towards(from, grid, direction, new Set());
      if (next) reached.add(next);
    }
  }
  assert.equal(reached.size, grid.length);
});

test("an edge to a node that is not shown is left out", () => {
  const edge = (source: string, target: string) => ({ source, target, label: "", level: "subject" });
  const nodes = ["a", "b"].map((id) => ({ id, label: id, kind: "lead" }));
  assert.deepEqual(drawable({ nodes, edges: [edge("a", "b"), edge("a", "gone")] }), [edge("a", "b")]);
});

test("the server's places are taken only when every node has one", () => {
  const placed = { id: "a", label: "a", kind: "lead", x: 0, y: 0 };
  assert.ok(isPlaced({ nodes: [placed], edges: [] }));
  assert.ok(!isPlaced({ nodes: [placed, { id: "b", label: "b", kind: "lead" }], edges: [] }));
});
