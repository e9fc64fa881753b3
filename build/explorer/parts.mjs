// Writes down what is bundled: for people with the licences, for programs as an inventory in CycloneDX.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Texts of licences that a package does not carry, taken from its repository. */
const OWN_TEXTS = "licences";

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

async function licenceText(here, name) {
  const folder = join(here, "node_modules", name);
  const texts = (await readdir(folder))
    .filter((file) => /^(licen[cs]e|notice)/i.test(file))
    .map((file) => join(folder, file));
  const own = join(here, OWN_TEXTS, `${name}.txt`);
  if (existsSync(own)) texts.push(own);
  if (!texts.length) throw new Error(`${name} carries no text of its licence; put it into ${own}`);
  const read = await Promise.all(texts.sort().map((path) => readFile(path, "utf8")));
  return read.map((text) => text.trim()).join("\n\n");
}

async function about(here, name) {
  const path = join(here, "node_modules", name, "package.json");
  if (!existsSync(path)) throw new Error(`${name} is bundled, but ${path} is not there`);
  return JSON.parse(await readFile(path, "utf8"));
}

/** Give names, versions and licences of the packages in a bundle, with the text of each licence. */
export async function licences(here, metafile) {
  const parts = ["Mawaqif's interactive parts contain these packages.\n"];
  for (const name of bundledPackages(metafile)) {
    const { version, license } = await about(here, name);
    parts.push(`${"=".repeat(72)}\n${name} ${version}: ${license}\n\n${await licenceText(here, name)}\n`);
  }
  return parts.join("\n");
}

/** Give the hash in package-lock.json, by which npm held the package that it has installed. */
function hashOf(integrity) {
  const [algorithm, digest] = integrity.split(/-(.*)/);
  const names = { sha512: "SHA-512", sha256: "SHA-256", sha1: "SHA-1" };
  return { alg: names[algorithm], content: Buffer.from(digest, "base64").toString("hex") };
}

async function component(here, lock, name, bundles) {
  const { version, license } = await about(here, name);
  const locked = lock.packages[`node_modules/${name}`];
  if (locked?.version !== version)
    throw new Error(`${name} ${version} is bundled, but not as package-lock.json has it`);
  const address = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const [group, own] = name.startsWith("@") ? name.split("/") : [undefined, name];
  return {
    "bom-ref": address,
    type: "library",
    ...(group ? { group } : {}),
    name: own,
    version,
    scope: "required",
    hashes: [hashOf(locked.integrity)],
    licenses: [{ license: { id: license } }],
    purl: address,
    properties: bundles.map((bundle) => ({ name: "mawaqif:bundle", value: bundle })),
  };
}

/**
 * Give the packages in all bundles as an inventory.
 *
 * @param metafiles what was bundled, by the name of the bundle.
 */
export async function inventory(here, metafiles) {
  const lock = JSON.parse(await readFile(join(here, "package-lock.json"), "utf8"));
  const bundles = {};
  for (const [bundle, metafile] of Object.entries(metafiles)) {
    for (const name of bundledPackages(metafile)) {
      bundles[name] ??= [];
      bundles[name].push(bundle);
    }
  }
  const names = Object.keys(bundles).sort();
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    components: await Promise.all(names.map((name) => component(here, lock, name, bundles[name]))),
  };
}
