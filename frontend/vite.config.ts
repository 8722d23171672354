// One small module for every page (desk.js), one a kind of island, the face for Urdu, and the licences of it all.
// File names are stable: the pages name them, and nothing else has to be told.
import { defineConfig } from "vite";
import { licences } from "./plugins/licences.ts";
import { nastaliq } from "./plugins/nastaliq.ts";

export default defineConfig({
  base: "./",
  publicDir: false,
  logLevel: "warn",
  build: {
    outDir: "../src/nigehban/desk/web/static/web/dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800, // in kB: charts and graphs are loaded by the pages that show one
    rolldownOptions: {
      input: { desk: "src/desk.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
  plugins: [nastaliq(), licences()],
});
