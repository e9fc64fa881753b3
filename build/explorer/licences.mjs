// Writes down what is bundled, by whom, under which licence.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Name the packages whose files went into a bundle. */
function bundledPackages(metafile) {
  const names = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const input of Object.keys(output.inputs)) {
      const found = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
      if (found) names.add(found[1]);
    }
  }
  return [...names].sort();
}

async function licenceText(folder) {
  const name = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  return name ? (await readFile(join(folder, name), "utf8")).trim() : "The package carries no text of its licence.";
}

/** Give names, versions and licences of the bundled packages, with the text of each licence. */
export async function licences(modules, metafile) {
  const parts = ["Mawaqif's explorer contains these packages.\n"];
  for (const name of bundledPackages(metafile)) {
    const folder = join(modules, name);
    if (!existsSync(folder)) throw new Error(`${name} is bundled, but does not stand in ${modules}`);
    const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const text = await licenceText(folder);
    parts.push(`${"=".repeat(72)}\n${name} ${about.version}: ${about.license}\n\n${text}\n`);
  }
  return parts.join("\n");
}
