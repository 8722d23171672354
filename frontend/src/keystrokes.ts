// Which letter a keystroke means, whatever layout the keyboard has.

export interface Stroke {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
}

/** The plain key that was struck: a letter, a digit, "?", "/", or the name of a key; nothing when it is held down or
 * comes with a modifier. With an Urdu layout the key in the place of "x" means x. */
export function struck(stroke: Stroke): string | undefined {
  if (stroke.ctrlKey || stroke.altKey || stroke.metaKey || stroke.isComposing || stroke.repeat) return undefined;
  if (stroke.key === "?" || stroke.key === "؟") return "?";
  if (stroke.key.length > 1 || /^[\x21-\x7e]$/.test(stroke.key)) return stroke.key;
  if (stroke.code === "Slash") return stroke.shiftKey ? "?" : "/";
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(stroke.code)?.[1]?.toLowerCase();
  return stroke.shiftKey ? undefined : place;
}

/** Whether it asks for the find palette: Ctrl-K, or Cmd-K. */
export function asksForPalette(stroke: Stroke): boolean {
  return (stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && !stroke.shiftKey && stroke.code === "KeyK";
}
