// htmx reads its settings once, while it is loaded: this module comes before it.
const settings = {
  history: false,
  includeIndicatorCSS: false,
  mode: "same-origin",
  noSwap: [204, 304, 400, 401, 403, 404, "5xx"], // pages of errors are whole pages; 409 and 422 are fragments
};
const meta = document.createElement("meta");
meta.name = "htmx-config";
meta.content = JSON.stringify(settings);
document.head.append(meta);
