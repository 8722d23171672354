// Islands are loaded by the pages that have one. What an island shows stands in a table beside it.
type Draw = (place: HTMLElement, data: unknown) => void | Promise<void>;

const KINDS: Record<string, () => Promise<{ draw: Draw }>> = {
  graph: () => import("./islands/graph.ts"),
  chart: () => import("./islands/chart.ts"),
};

/** Draw the islands inside an element. */
export function drawIslands(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-island]:not([data-drawn])")) {
    place.dataset.drawn = "";
    void drawOne(place).catch((error: unknown) => {
      place.dataset.failed = "";
      console.error(error);
    });
  }
}

async function drawOne(place: HTMLElement): Promise<void> {
  const load = KINDS[place.dataset.island ?? ""];
  const source = document.getElementById(place.dataset.source ?? "")?.textContent;
  if (!load || !source) throw new Error(`No such island or data: ${place.dataset.island}, ${place.dataset.source}`);
  const { draw } = await load();
  await draw(place, JSON.parse(source));
}
