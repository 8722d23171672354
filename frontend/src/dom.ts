// Questions about elements that several modules ask.

/** Whether what is typed belongs to this element. */
export function takesText(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable) return true;
  if (element instanceof HTMLInputElement) return !["button", "checkbox", "radio", "submit", "reset"].includes(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

/** Whether an officer can see and press it. */
export function isPressable(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled, [aria-disabled='true']");
}

/** What a screen reader calls it. */
export function nameOf(element: HTMLElement): string {
  const labelled = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const texts = labelled.map((id) => document.getElementById(id)?.textContent ?? "");
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
  const said = texts.join(" ") || element.getAttribute("aria-label") || label || element.textContent || element.title;
  return said.replace(/\s+/g, " ").trim();
}

/** Call it now, and again for whatever a fragment brings. */
export function onContent(act: (root: ParentNode) => void): void {
  act(document);
  document.addEventListener("desk:content", (event) => act(event.target as ParentNode));
}
