// Ctrl-K: one field that takes whatever was copied (an identifier, a number, a name) and goes to what is known of it.
import { takesText } from "./dom.ts";
import { asksForPalette } from "./keystrokes.ts";

/** Listen for Ctrl-K, and for what is pasted into the palette. */
export function listenForPalette(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#desk-find");
  const field = dialog?.querySelector<HTMLInputElement>("input[type='search']");
  if (!dialog || !field) return;
  document.addEventListener("keydown", (event) => {
    if (!asksForPalette(event)) return;
    event.preventDefault();
    if (!dialog.open) open(dialog, field);
  });
  field.addEventListener("paste", (event) => {
    const text = oneLine(event.clipboardData?.getData("text/plain") ?? "", field.maxLength);
    if (!text || field.value) return;
    event.preventDefault();
    field.value = text;
    field.form?.requestSubmit();
  });
}

/** Pasted text as one line, without the spaces around it, no longer than the field takes. */
export function oneLine(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return longest > 0 ? line.slice(0, longest) : line;
}

/** Open it with what is marked on the page. */
function open(dialog: HTMLDialogElement, field: HTMLInputElement): void {
  const marked = takesText(document.activeElement) ? "" : String(document.getSelection() ?? "");
  field.value = oneLine(marked, field.maxLength);
  for (const other of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) other.close();
  dialog.showModal();
  field.select();
}
