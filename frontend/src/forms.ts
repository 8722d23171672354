// A form is sent once: a second press while the first is on its way does nothing. Nobody is held back from leaving.
const PATIENCE = 20_000;

/** Guard every form of the page. */
export function guardForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || !isGuarded(form)) return;
    if (form.ariaBusy === "true") event.preventDefault();
    else hold(form);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy='true']")) form.ariaBusy = null;
  });
}

function isGuarded(form: HTMLFormElement): boolean {
  const isPost = form.getAttribute("method")?.toLowerCase() === "post"; // form.method may be a field of that name
  return isPost && !("leave" in form.dataset) && form.getAttribute("target") !== "_blank";
}

/** Busy until the next page comes; if none does, it may be tried again. */
function hold(form: HTMLFormElement): void {
  form.ariaBusy = "true";
  setTimeout(() => (form.ariaBusy = null), PATIENCE);
}
