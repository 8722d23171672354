// How a graph looks: kinds by shape, bands by edge and fill, levels of links by line. Words stand on everything.
import type { StylesheetJson } from "cytoscape";
import type { Theme } from "./theme.ts";

const SHAPES: Record<string, string> = {
  lead: "ellipse",
  subject: "ellipse",
  person: "ellipse",
  case: "round-rectangle",
  referral: "rectangle",
  network: "octagon",
  account: "round-tag",
  email: "round-tag",
  phone: "round-tag",
  handle: "round-tag",
  device: "barrel",
  file: "cut-rectangle",
  hash: "cut-rectangle",
  ip: "diamond",
  place: "hexagon",
};

/** The style of a graph in a theme; sizes are `scale` times those of a graph that is not zoomed. */
export function graphStyle(theme: Theme, scale: number): StylesheetJson {
  return [...nodeStyles(theme, scale), ...edgeStyles(theme, scale), ...markStyles(theme, scale)] as StylesheetJson;
}

/** The shape of a kind of node; kinds that are not known here are rounded boxes. */
export function shapeOf(kind: string): string {
  return SHAPES[kind] ?? "round-rectangle";
}

function nodeStyles(theme: Theme, scale: number): object[] {
  const bands = (["urgent", "elevated", "routine"] as const).map((band) => ({
    selector: `node[band = "${band}"]`, style: { "border-color": theme[band] },
  }));
  const node = {
    label: "data(label)", shape: "data(shape)", width: 22 * scale, height: 22 * scale,
    "background-color": theme.panel, "border-color": theme.edge, "border-width": 2 * scale,
    color: theme.ink, "font-size": 11 * scale, "font-family": theme.letters, "text-valign": "bottom", "text-margin-y": 3 * scale,
    "text-wrap": "ellipsis", "text-max-width": `${110 * scale}px`, "min-zoomed-font-size": 7,
    "text-background-color": theme.paper, "text-background-opacity": 0.75, "text-background-padding": "1px",
  };
  const immediate = { "background-color": theme.immediate, "border-color": theme.immediate };
  return [{ selector: "node", style: node }, ...bands, { selector: 'node[band = "immediate"]', style: immediate }];
}

function edgeStyles(theme: Theme, scale: number): object[] {
  const edge = {
    width: 1.5 * scale, "line-color": theme.edge, "curve-style": "bezier",
    color: theme.soft, "font-size": 10 * scale, "font-family": theme.letters, "text-wrap": "ellipsis", "text-max-width": `${160 * scale}px`,
    "text-background-color": theme.paper, "text-background-opacity": 0.85, "text-rotation": "none",
  };
  return [
    { selector: "edge", style: edge },
    { selector: 'edge[level = "subject"]', style: { width: 3 * scale, "line-color": theme.link } },
    { selector: 'edge[level = "proposed"]', style: { "line-style": "dashed" } },
    { selector: 'edge[level = "held"]', style: { "line-style": "dotted" } },
  ];
}

function markStyles(theme: Theme, scale: number): object[] {
  return [
    { selector: "edge.near", style: { label: "data(label)", width: 3 * scale, "line-color": theme.focus, "z-index": 2 } },
    { selector: "node.near", style: { "border-width": 4 * scale } },
    { selector: "node.at", style: { "border-color": theme.focus, "border-width": 6 * scale, "font-size": 13 * scale, "z-index": 3 } },
    { selector: "core", style: { "active-bg-size": 0, "selection-box-opacity": 0 } },
  ];
}
