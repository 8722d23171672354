// A chart as SVG, beside the table with the same figures. Only what bars and lines need is loaded.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type Chart, optionsOf } from "./chart-options.ts";
import { onThemeChange, themeAt } from "./theme.ts";

const PAPER = { width: 660, height: 260 }; // what A4 holds between its margins

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** Draw a chart into its place. */
export function draw(place: HTMLElement, data: unknown): void {
  const chart = data as Chart;
  const drawn: EChartsType = init(place, null, { renderer: "svg" });
  const label = place.getAttribute("aria-label") ?? chart.title;
  const show = (isPrinting: boolean) => {
    drawn.resize(isPrinting ? PAPER : { width: "auto", height: "auto" });
    drawn.setOption({ ...optionsOf({ ...chart, title: label }, themeAt(place)), ...(isPrinting ? { tooltip: { show: false } } : {}) }, true);
  };
  show(false);
  onThemeChange(show);
  new ResizeObserver(() => drawn.resize()).observe(place);
}
