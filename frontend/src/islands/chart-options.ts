// A chart of the desk as ECharts wants it: no animation, no colour alone, numbers readable from right to left.
import type { EChartsCoreOption } from "echarts/core";
import type { Theme } from "./theme.ts";

export interface Chart {
  kind: "bar" | "line";
  title: string;
  categories: string[];
  series: { name: string; values: (number | null)[] }[];
}

const LONG_LABEL = 10;
const MANY = 5;
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];

/** Whether bars lie: names of places are long, and many of them cannot stand side by side. */
export function liesDown(chart: Chart): boolean {
  return chart.kind === "bar" && chart.categories.length > MANY && chart.categories.some((name) => name.length > LONG_LABEL);
}

/** The options of a chart in a theme. */
export function optionsOf(chart: Chart, theme: Theme): EChartsCoreOption {
  const lies = liesDown(chart);
  const names = categoryAxis(chart, theme, lies);
  const values = valueAxis(theme, lies);
  return {
    animation: false,
    color: [theme.link, theme.urgent, theme.good, theme.wrong, theme.elevated, theme.soft],
    textStyle: { fontFamily: theme.letters, color: theme.ink },
    aria: { enabled: true, label: { description: chart.title }, decal: { show: chart.kind === "bar" && chart.series.length > 1 } },
    grid: { top: chart.series.length > 1 ? 44 : 20, bottom: 12, left: 16, right: 16, containLabel: true },
    legend: { show: chart.series.length > 1, top: 8, textStyle: { color: theme.ink }, [theme.isRightToLeft ? "right" : "left"]: 16 },
    tooltip: tooltip(theme),
    xAxis: lies ? values : names,
    yAxis: lies ? names : values,
    series: chart.series.map((one, at) => series(chart.kind, one, at)),
  };
}

function categoryAxis(chart: Chart, theme: Theme, lies: boolean): object {
  return {
    type: "category",
    data: chart.categories,
    inverse: lies || theme.isRightToLeft,
    position: lies && theme.isRightToLeft ? "right" : undefined,
    axisLine: { lineStyle: { color: theme.edge } },
    axisTick: { show: false },
    axisLabel: { color: theme.ink, width: lies ? 180 : undefined, overflow: lies ? "truncate" : undefined, hideOverlap: true },
  };
}

function valueAxis(theme: Theme, lies: boolean): object {
  return {
    type: "value",
    minInterval: 1,
    inverse: lies && theme.isRightToLeft,
    position: !lies && theme.isRightToLeft ? "right" : undefined,
    axisLabel: { color: theme.soft },
    splitLine: { lineStyle: { color: theme.line } },
  };
}

/** Drawn, never HTML: the policy forbids the styles that an HTML one would bring. */
function tooltip(theme: Theme): object {
  return {
    trigger: "axis", renderMode: "richText", confine: true,
    backgroundColor: theme.panel, borderColor: theme.edge, textStyle: { color: theme.ink, fontFamily: theme.letters },
    axisPointer: { type: "shadow" },
  };
}

function series(kind: Chart["kind"], one: Chart["series"][number], at: number): object {
  const shared = { type: kind, name: one.name, data: one.values };
  if (kind === "bar") return { ...shared, barMaxWidth: 28 };
  return { ...shared, symbol: SYMBOLS[at % SYMBOLS.length], symbolSize: 7, connectNulls: false, lineStyle: { width: 2, type: at % 2 ? "dashed" : "solid" } };
}
