// The folding, written anew from the steps in docs/folding-vectors.json; it runs the cases of the file it is given.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const sameLetter = { "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647" };

function fold(text) {
  return text
    .replace(/[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]/g, "")
    .normalize("NFKC")
    .replace(/[\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/[\u0622\u0623\u0625\u0671\u0649\u0629]/g, (char) => sameLetter[char])
    .replace(/[\u0660-\u0669]/g, (char) => String(char.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (char) => String(char.charCodeAt(0) - 0x6f0))
    .replace(/[^\p{L}\p{Nd}]/gu, " ")
    .replace(/ +/g, " ")
    .replace(/^ | $/g, "")
    .toLowerCase();
}

const { cases } = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const { name, input, folded, sha256 } of cases) {
  const digest = createHash("sha256").update(fold(input), "utf8").digest("hex");
  if (fold(input) !== folded || digest !== sha256) console.log(`differs: ${name}`);
}
console.log(`${cases.length} cases`);
