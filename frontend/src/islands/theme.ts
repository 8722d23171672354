// The tokens of the style sheet as colours that a canvas understands, now and whenever the scheme changes.
const TOKENS = [
  "ink", "soft", "paper", "panel", "line", "edge", "link", "focus",
  "wrong", "warning", "good", "immediate", "urgent", "elevated", "routine",
] as const;

export type Theme = Record<(typeof TOKENS)[number], string> & { letters: string; isRightToLeft: boolean };

/** The colours and letters that hold at an element. */
export function themeAt(place: HTMLElement): Theme {
  const probe = document.createElement("span");
  probe.hidden = true;
  place.append(probe);
  const colours = TOKENS.map((token) => {
    probe.style.color = `var(--${token})`;
    return [token, getComputedStyle(probe).color];
  });
  probe.remove();
  const style = getComputedStyle(place);
  return { ...Object.fromEntries(colours), letters: style.fontFamily, isRightToLeft: document.documentElement.dir === "rtl" } as Theme;
}

/** Call when the scheme changes, and around printing, which is always dark on light. */
export function onThemeChange(act: (isPrinting: boolean) => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => act(false));
  addEventListener("beforeprint", () => {
    document.documentElement.style.colorScheme = "light";
    act(true);
  });
  addEventListener("afterprint", () => {
    document.documentElement.style.colorScheme = "";
    act(false);
  });
}
