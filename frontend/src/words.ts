// What scripts say stands in the page, in its language: {{ words|json_script:"desk-words" }} of base.html.

export type Word =
  | "less_than_a_minute"
  | "time_is_up"
  | "days"
  | "stale"
  | "reload"
  | "failed"
  | "zoom_in"
  | "zoom_out"
  | "whole"
  | "open"
  | "graph_help"
  | "connections";

let words: Partial<Record<Word, string>> | undefined;

/** The words of a page; `{name}` is replaced by the value of that name. */
export function say(word: Word, values: Record<string, string | number> = {}): string {
  words ??= JSON.parse(document.getElementById("desk-words")?.textContent ?? "{}") as Record<string, string>;
  return fill(words[word] ?? word, values);
}

/** A text with its `{names}` replaced. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Tell a screen reader, without moving the focus. */
export function announce(text: string): void {
  let place = document.getElementById("desk-said");
  if (!place) {
    place = document.createElement("p");
    place.id = "desk-said";
    place.className = "unseen";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  place.textContent = text;
}
