import assert from "node:assert/strict";
import { test } from "node:test";
import { type Chart, liesDown, optionsOf } from "../src/islands/chart-options.ts";
import type { Theme } from "../src/islands/theme.ts";

const theme = { letters: "system-ui", isRightToLeft: false } as Theme;
const chart: Chart = { kind: "bar", title: "Arrests", categories: ["Mon", "Tue"], series: [{ name: "held", values: [1, null] }] };
type Axes = Record<"xAxis" | "yAxis", { type: string; inverse: boolean; position?: string }>;

test("many long names lie down, few stand", () => {
  const places = ["Islamabad", "Rawalpindi", "Faisalabad", "Gujranwala", "Dera Ismail Khan", "Quetta"];
  assert.ok(liesDown({ ...chart, categories: places }));
  assert.ok(!liesDown({ ...chart, categories: places.slice(0, 3) }));
  assert.ok(!liesDown({ ...chart, kind: "line", categories: places }));
});

test("from right to left the first category stands at the right, and so does the scale", () => {
  const options = optionsOf(chart, { ...theme, isRightToLeft: true }) as unknown as Axes;
  assert.ok(options.xAxis.inverse);
  assert.equal(options.yAxis.position, "right");
});

test("a figure that is not given stays a gap", () => {
  const options = optionsOf({ ...chart, kind: "line" }, theme) as { series: { data: unknown[]; connectNulls: boolean }[] };
  assert.deepEqual(options.series[0]?.data, [1, null]);
  assert.equal(options.series[0]?.connectNulls, false);
});

test("nothing moves, and no tooltip is HTML", () => {
  const options = optionsOf(chart, theme) as { animation: boolean; tooltip: { renderMode: string } };
  assert.equal(options.animation, false);
  assert.equal(options.tooltip.renderMode, "richText");
});
