// htmx, for pages that have an hx- attribute: requests to the desk only, no eval, no inline style, no page kept in
// the browser's history. An answer that was redirected is another page (the login, the next item): the browser goes there.
import "./htmx-settings.ts";
import htmx from "htmx.org";
import { tell } from "./stale.ts";
import { say } from "./words.ts";

interface Context {
  sourceElement: Element;
  response?: { raw: Response; status: number };
}

/** What htmx offers to extensions that harden it; its own types do not name it. */
interface Security {
  initSecurity(policy: null, sync: () => never, async_: () => never): void;
}

function refuse(): never {
  throw new Error("Text is never run as a script here.");
}

/** Start htmx with the desk's rules. */
export function start(): void {
  htmx.registerExtension("nigehban", { init: (api: Security) => api.initSecurity(null, refuse, refuse) });
  on("htmx:before:response", (context, event) => {
    if (!context.response?.raw.redirected) return;
    event.preventDefault();
    location.assign(context.response.raw.url);
  });
  on("htmx:response:error", (context) => {
    if (context.response && ![409, 422].includes(context.response.status)) tell(say("failed"));
  });
  on("htmx:error", () => tell(say("failed")));
  on("htmx:before:request", (context) => busy(context, "true"));
  on("htmx:finally:request", (context) => busy(context, null));
  document.addEventListener("htmx:after:swap", () => document.body.dispatchEvent(new Event("desk:content", { bubbles: true })));
}

function on(name: string, act: (context: Context, event: Event) => void): void {
  document.addEventListener(name, (event) => act((event as CustomEvent<{ ctx: Context }>).detail.ctx, event));
}

function busy(context: Context, state: "true" | null): void {
  context.sourceElement.ariaBusy = state;
}
