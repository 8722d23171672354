// Loaded by every page. Each page works without it.
import { countDown } from "./countdown.ts";
import { onContent } from "./dom.ts";
import { guardForms } from "./forms.ts";
import { drawIslands } from "./islands.ts";
import { listenForKeys } from "./keys.ts";
import { listenForPalette } from "./palette.ts";
import { markRows } from "./rows.ts";
import { watchAge } from "./stale.ts";

const FRAGMENTS = "[hx-get], [hx-post], [hx-delete], [hx-put], [hx-patch]";

document.documentElement.classList.add("keyed");
listenForKeys();
listenForPalette();
markRows();
countDown();
guardForms();
watchAge();
onContent(drawIslands);
if (document.querySelector(FRAGMENTS)) void import("./fragments.ts").then(({ start }) => start());
