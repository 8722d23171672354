// Lists that are walked by keys: the focus moves from row to row, so that Enter opens what a link opens, and a screen
// reader reads along.
const STEPS: Record<string, number> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
const OTHERWISE = "button:not([disabled]), summary, input:not([disabled], [type='hidden'])";

/** Move to the next or previous row; whether the key meant that. */
export function moveInRows(key: string): boolean {
  const step = STEPS[key];
  if (step === undefined) return false;
  const list = listAt(document.activeElement);
  if (!list) return false;
  const rows = rowsOf(list);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[following(at, step, rows.length)];
  if (next) enter(next);
  return next != null;
}

/** The index of the row that follows; the first from outside; the ends hold. */
export function following(at: number, step: number, count: number): number {
  return at < 0 ? 0 : Math.min(Math.max(at + step, 0), count - 1);
}

/** Mark the row that has the focus. */
export function markRows(): void {
  document.addEventListener("focusin", (event) => {
    for (const row of document.querySelectorAll("[data-rows] > .at")) row.classList.remove("at");
    (event.target as Element).closest("[data-rows] > *")?.classList.add("at");
  });
}

/** The list that has the focus; the page's first one when nothing else has it. */
function listAt(focused: Element | null): Element | null {
  const here = focused?.closest("[data-rows]");
  if (here) return here;
  if (focused && focused !== document.body && focused.localName !== "main") return null;
  return [...document.querySelectorAll("[data-rows]")].find((list) => list.checkVisibility()) ?? null;
}

function rowsOf(list: Element): HTMLElement[] {
  return [...list.children].filter((row): row is HTMLElement => row instanceof HTMLElement && row.checkVisibility());
}

function enter(row: HTMLElement): void {
  const inside = row.querySelector<HTMLElement>("a[href]") ?? row.querySelector<HTMLElement>(OTHERWISE);
  if (!inside) row.tabIndex = -1;
  (inside ?? row).focus();
  row.scrollIntoView({ block: "nearest" });
}
