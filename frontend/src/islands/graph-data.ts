// The data of a graph as the server gives it, and what is worked out from it without a screen.
export interface Node {
  id: string;
  label: string;
  kind: string;
  href?: string;
  x?: number;
  y?: number;
  band?: string;
}

export interface Edge {
  source: string;
  target: string;
  label: string;
  level: string;
}

export interface Graph {
  nodes: Node[];
  edges: Edge[];
}

export interface Point {
  x: number;
  y: number;
}

export const DIRECTIONS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const NEIGHBOUR_SEEMS_NEARER = 0.5;

/** Edges whose two ends are there: one that points at a node that was left out is dropped, not an error. */
export function drawable(graph: Graph): Edge[] {
  const known = new Set(graph.nodes.map((node) => node.id));
  return graph.edges.filter((edge) => known.has(edge.source) && known.has(edge.target));
}

/** Whether the server has placed every node. */
export function isPlaced(graph: Graph): boolean {
  return graph.nodes.every((node) => node.x !== undefined && node.y !== undefined);
}

/** The nearest node that lies in a direction, at most 60 degrees off it; what is joined seems nearer. */
export function towards<T extends { id: string; at: Point }>(
  from: T, others: T[], direction: Point, neighbours: ReadonlySet<string>,
): T | undefined {
  let best: T | undefined;
  let least = Infinity;
  for (const other of others) {
    const away = { x: other.at.x - from.at.x, y: other.at.y - from.at.y };
    const distance = Math.hypot(away.x, away.y);
    const along = away.x * direction.x + away.y * direction.y;
    if (other.id === from.id || along <= distance / 2) continue;
    const cost = distance * (2 - along / distance) * (neighbours.has(other.id) ? NEIGHBOUR_SEEMS_NEARER : 1);
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}
