// A graph to look at and to walk: arrows go from node to node, Enter opens one, + - 0 zoom. The table beside it says
// the same; this only shows the shape of it.
import cytoscape, { type Core, type NodeSingular } from "cytoscape";
import fcose from "cytoscape-fcose";
import { struck } from "../keystrokes.ts";
import { say } from "../words.ts";
import { DIRECTIONS, drawable, type Graph, isPlaced, towards } from "./graph-data.ts";
import { graphStyle, shapeOf } from "./graph-style.ts";
import { onThemeChange, themeAt } from "./theme.ts";

const ZOOM = 1.3;
const MARGIN = 40;
const READABLE_UP_TO = 150; // nodes whose names all fit on a screen; of more the names come with the zoom
const STYLE_ID = "__________cytoscape_stylesheet";

cytoscape.use(fcose);
cytoscape.warnings(false); // it warns of two nodes in one place, which is no fault

/** Draw a graph into its place. */
export function draw(place: HTMLElement, data: unknown): void {
  const graph = data as Graph;
  keepStyleElementOut();
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  place.replaceChildren(canvas);
  const core = cytoscape({
    container: canvas,
    elements: elementsOf(graph),
    layout: layoutOf(graph),
    minZoom: 0.05,
    maxZoom: 4,
    userZoomingEnabled: false, // the wheel scrolls the page; with Ctrl it zooms
    boxSelectionEnabled: false,
    autounselectify: true,
  });
  widen(core);
  const restyle = () => core.style(graphStyle(themeAt(place), scaleOf(core)));
  restyle();
  const told = statusLine(place);
  place.append(toolsFor(core));
  listen(place, canvas, core, (node) => tell(told, node));
  onThemeChange(restyle);
  new ResizeObserver(() => core.resize()).observe(place);
}

/** A layout is about as wide as high, a screen is not: use its width. */
function widen(core: Core): void {
  const box = core.nodes().boundingBox({ includeLabels: false });
  const stretch = (core.width() / core.height()) * (box.h / box.w);
  if (stretch > 1 && Number.isFinite(stretch)) {
    core.nodes().positions((node) => ({ x: (node as NodeSingular).position("x") * stretch, y: (node as NodeSingular).position("y") }));
  }
  core.fit(undefined, MARGIN);
}

/** How much larger things are drawn so that the whole graph can be read where its nodes are few. */
function scaleOf(core: Core): number {
  return core.nodes().length > READABLE_UP_TO ? 1 : Math.min(Math.max(1 / core.zoom(), 0.6), 3);
}

/** Cytoscape adds a <style> unless an element of this name is there; the policy forbids that, and css/scripts.css has
 * the rule that it would hold. */
function keepStyleElementOut(): void {
  if (document.getElementById(STYLE_ID)) return;
  const stand = document.createElement("meta");
  stand.id = STYLE_ID;
  document.head.append(stand);
}

function elementsOf(graph: Graph): cytoscape.ElementDefinition[] {
  const nodes = graph.nodes.map((node) => ({
    group: "nodes" as const,
    data: { ...node, shape: shapeOf(node.kind) },
    ...(node.x !== undefined && node.y !== undefined ? { position: { x: node.x, y: node.y } } : {}),
  }));
  return [...nodes, ...drawable(graph).map((edge) => ({ group: "edges" as const, data: { ...edge } }))];
}

function layoutOf(graph: Graph): cytoscape.LayoutOptions {
  if (isPlaced(graph)) return { name: "preset", fit: true, padding: MARGIN };
  const options = { name: "fcose", animate: false, randomize: true, quality: "default", nodeSeparation: 90, idealEdgeLength: 110, padding: MARGIN };
  return options as cytoscape.LayoutOptions;
}

function listen(place: HTMLElement, canvas: HTMLElement, core: Core, tellOf: (node: NodeSingular) => void): void {
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", [place.getAttribute("aria-label"), say("graph_help")].filter(Boolean).join(". "));
  place.removeAttribute("aria-label");
  const goTo = (node: NodeSingular) => {
    mark(core, node);
    tellOf(node);
  };
  core.on("tap", "node", (event) => goTo(event.target));
  core.on("dbltap", "node", (event) => open(event.target));
  canvas.addEventListener("keydown", (event) => {
    const key = struck({ ...strokeOf(event), repeat: false });
    if (key && act(core, key, goTo)) event.preventDefault();
  });
  canvas.addEventListener("wheel", (event) => wheel(core, event), { passive: false });
}

function strokeOf({ key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, isComposing }: KeyboardEvent) {
  return { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, isComposing };
}

function act(core: Core, key: string, goTo: (node: NodeSingular) => void): boolean {
  const at = core.nodes(".at");
  if (key in DIRECTIONS) step(core, key, goTo);
  else if (key === "Enter" && at.nonempty()) open(at.first());
  else if (key === "+" || key === "=") zoom(core, ZOOM);
  else if (key === "-") zoom(core, 1 / ZOOM);
  else if (key === "0") core.fit(undefined, MARGIN);
  else return false;
  return true;
}

function step(core: Core, key: string, goTo: (node: NodeSingular) => void): void {
  const at = core.nodes(".at").first();
  const direction = DIRECTIONS[key];
  if (!direction) return;
  if (at.empty()) {
    const most = core.nodes().max((node) => node.degree(false)).ele;
    if (most) goTo(most as NodeSingular);
    return;
  }
  const places = core.nodes().map((node) => ({ id: node.id(), at: node.position(), node }));
  const from = { id: at.id(), at: at.position(), node: at };
  const near = new Set(at.neighborhood("node").map((node) => node.id()));
  const next = towards(from, places, direction, near);
  if (next) goTo(next.node);
}

function mark(core: Core, node: NodeSingular): void {
  core.batch(() => {
    core.elements(".at, .near").removeClass("at near");
    node.neighborhood().addClass("near");
    node.addClass("at");
  });
  const { x, y } = node.renderedPosition();
  const isInside = x > 40 && y > 40 && x < core.width() - 40 && y < core.height() - 80;
  if (!isInside) core.center(node);
}

function open(node: NodeSingular): void {
  const address = node.data("href") as string | undefined;
  if (address?.startsWith("/")) location.assign(address);
}

function zoom(core: Core, factor: number): void {
  core.zoom({ level: core.zoom() * factor, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
}

function wheel(core: Core, event: WheelEvent): void {
  if (!event.ctrlKey) return;
  event.preventDefault();
  zoom(core, event.deltaY < 0 ? 1.1 : 1 / 1.1);
}

function toolsFor(core: Core): HTMLElement {
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.append(
    button("+", say("zoom_in"), () => zoom(core, ZOOM)),
    button("−", say("zoom_out"), () => zoom(core, 1 / ZOOM)),
    button("⤢", say("whole"), () => core.fit(undefined, MARGIN)),
  );
  return tools;
}

function button(sign: string, name: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.title = name;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

function statusLine(place: HTMLElement): HTMLElement {
  const line = document.createElement("p");
  line.className = "says";
  line.setAttribute("role", "status");
  line.textContent = say("graph_help");
  place.append(line);
  return line;
}

/** Say which node it is, what joins it to others, and offer to open it. */
function tell(line: HTMLElement, node: NodeSingular): void {
  const name = document.createElement("bdi");
  name.textContent = node.data("label");
  const reasons = [...new Set(node.connectedEdges().map((edge) => edge.data("label") as string))].filter(Boolean);
  const joined = say("connections", { n: node.degree(false) });
  line.replaceChildren(name, ` · ${[joined, ...reasons.slice(0, 3)].join(" · ")} `);
  const address = node.data("href") as string | undefined;
  if (!address?.startsWith("/")) return;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = say("open", { name: node.data("label") });
  line.append(link);
}
