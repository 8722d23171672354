// Noto Nastaliq Urdu, all weights in one file, the Arabic script only: Latin letters keep the page's own face.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const FONT = "node_modules/@fontsource-variable/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-wght-normal.woff2";

/** The plugin that puts the font beside the scripts; css/urdu.css names it. */
export function nastaliq(): Plugin {
  return {
    name: "nastaliq",
    generateBundle() {
      const source = readFileSync(join(import.meta.dirname, "..", FONT));
      this.emitFile({ type: "asset", fileName: "nastaliq.woff2", source });
    },
  };
}
