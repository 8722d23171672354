// Every package whose code is in a bundle is named in LICENCES.txt with its licence's text; another licence than
// those allowed breaks the build.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const ALLOWED = /^(MIT|Apache-2\.0|BSD-[023]-Clause|0BSD|BSD-0-Clause|ISC)$/;
const ALLOWED_FONTS = /^OFL-1\.1$/;
export const FONTS = ["@fontsource-variable/noto-nastaliq-urdu"];

export interface Licence {
  name: string;
  version: string;
  licence: string;
  text: string;
}

/** The folder of the package that a module comes from; nothing for our own. */
export function packageFolder(module: string): string | undefined {
  return /^\0?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];
}

/** What a package says of its licence. Throws where it may not be shipped. */
export function licenceOf(folder: string): Licence {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const allowed = FONTS.includes(name) ? ALLOWED_FONTS : ALLOWED;
  if (!allowed.test(license)) throw new Error(`${name} is under ${license}, which may not be shipped`);
  const text = textsIn(folder).map((file) => readFileSync(file, "utf8").trim()).join("\n\n");
  return { name, version, licence: license, text: text || `${license}: the package brings no text of it.` };
}

/** Files called licence or notice, and those in a folder of that name. */
function textsIn(folder: string): string[] {
  const found = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => /^(licen[cs]e|notice)/i.test(name));
  return found.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path];
  }).sort();
}

/** The file of them all. */
export function document(licences: Licence[]): string {
  const parts = licences.map((one) => `${one.name} ${one.version}: ${one.licence}\n\n${one.text}\n`);
  return ["What this folder is made of, and under which licences.\n", ...parts].join(`\n${"=".repeat(80)}\n\n`);
}

/** The plugin that writes LICENCES.txt. */
export function licences(): Plugin {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const folders = new Set(FONTS.map((font) => join(import.meta.dirname, "../node_modules", font)));
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        for (const module of Object.keys(chunk.modules)) {
          const folder = packageFolder(module);
          if (folder) folders.add(folder);
        }
      }
      const packages = new Map([...folders].map(licenceOf).map((one) => [`${one.name} ${one.version}`, one]));
      const source = document([...packages.values()].sort((a, b) => a.name.localeCompare(b.name)));
      this.emitFile({ type: "asset", fileName: "LICENCES.txt", source });
    },
  };
}
