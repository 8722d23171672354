// Keys: one letter presses the link or button that has it as data-key; "?" lists them; "/" goes to the find field.
// Nothing of it happens while text is typed, with a modifier, or while a key is held down: a key that sticks must not
// decide a whole worklist.
import { isPressable, nameOf, takesText } from "./dom.ts";
import { struck } from "./keystrokes.ts";
import { moveInRows } from "./rows.ts";

/** Listen for keys. */
export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || takesText(event.target as Element)) return;
    const key = struck(event);
    if (key && act(key)) event.preventDefault();
  });
  const page = keyDialog();
  page?.addEventListener("close", () => page.querySelector("[data-here]")?.replaceChildren());
}

function act(key: string): boolean {
  if (document.querySelector("dialog:modal")) return false;
  if (key === "?") return listKeys();
  if (key === "/") return toFindField();
  return press(key) || moveInRows(key);
}

/** Press what has the key. */
function press(key: string): boolean {
  const found = withKeys().find((element) => element.dataset.key === key);
  if (!found) return false;
  if (takesText(found)) found.focus();
  else found.click();
  if (found.localName === "summary") toFirstField(found);
  return true;
}

/** What a summary has opened is there to be filled in. */
function toFirstField(summary: HTMLElement): void {
  const field = summary.parentElement?.querySelector<HTMLElement>("input:not([type='hidden']), select, textarea");
  if ((summary.parentElement as HTMLDetailsElement).open) field?.focus();
}

function withKeys(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-key]")].filter(isPressable);
}

function toFindField(): boolean {
  const field = document.querySelector<HTMLInputElement>("form[role='search'] input[type='search']");
  field?.select();
  field?.focus();
  return field != null;
}

function listKeys(): boolean {
  const dialog = keyDialog();
  const list = dialog?.querySelector("[data-here]");
  if (!dialog || !list) return false;
  const known = new Map(withKeys().map((element) => [element.dataset.key ?? "", nameOf(element)]).reverse() as [string, string][]);
  list.replaceChildren(...[...known].reverse().flatMap(([key, name]) => entry(key, name)));
  dialog.showModal();
  return true;
}

function entry(key: string, name: string): HTMLElement[] {
  const term = document.createElement("dt");
  const letter = document.createElement("kbd");
  letter.textContent = key;
  term.append(letter);
  const said = document.createElement("dd");
  said.textContent = name;
  return [term, said];
}

function keyDialog(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("dialog#desk-keys");
}
