// A page that an officer comes back to may show what is no longer so: it says its age and offers itself anew.
import { say } from "./words.ts";

const OLD_AFTER_MINUTES = 10;

/** Watch for the return to a page that has grown old. */
export function watchAge(): void {
  let since = Date.now();
  document.addEventListener("desk:content", () => (since = Date.now())); // a board that renews itself does not age
  document.addEventListener("visibilitychange", () => {
    const minutes = Math.floor((Date.now() - since) / 60_000);
    if (document.visibilityState === "visible" && minutes >= OLD_AFTER_MINUTES) tell(say("stale", { minutes }));
  });
}

/** Show a notice at the page's foot with a link that loads it anew. */
export function tell(text: string): void {
  const notice = document.querySelector<HTMLElement>(".notice.stale") ?? document.createElement("p");
  notice.className = "notice warn stale";
  notice.setAttribute("role", "status");
  const again = document.createElement("a");
  again.href = location.pathname + location.search;
  again.textContent = say("reload");
  document.querySelector("main")?.append(notice);
  notice.replaceChildren(text, " ", again);
}
