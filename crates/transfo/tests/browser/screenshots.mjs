// Takes the pictures that the documents show (screenshots.json, twelve of them) into docs/screenshots, or with --all every page in every
// size, language and scheme into the build folder, for eyes only.

import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { close, desktop, fresh, languages, phone } from "./lib/browser.mjs";
import { pages } from "./lib/pages.mjs";
import { shrink } from "./lib/png.mjs";

const MOST = 200_000;
const workspace = fileURLToPath(new URL("../../../../", import.meta.url));
const all = process.argv.includes("--all");
const folder = all ? path.join(process.env.CARGO_TARGET_DIR ?? path.join(workspace, "target"), "screenshots") : path.join(workspace, "docs/screenshots");
const sizes = new Map([desktop, phone].map((size) => [size.width, size]));

const wrong = [];

function listed() {
  const list = JSON.parse(readFileSync(new URL("screenshots.json", import.meta.url), "utf8"));
  return list.flatMap((shot) => {
    const page = pages.find((page) => page.route === shot.route && (!shot.persona || page.persona === shot.persona));
    if (!page) wrong.push(`${shot.name}: no page has the route ${shot.route}${shot.persona ? ` for ${shot.persona}` : ""}`);
    return page ? [{ ...shot, page }] : [];
  });
}

function every() {
  const shots = [];
  for (const page of pages) {
    for (const language of languages) {
      for (const width of sizes.keys()) {
        for (const scheme of ["light", "dark"]) shots.push({ name: `${page.path.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "home"}-${page.persona}-${width}-${language}-${scheme}`, page, width, language, scheme, whole: true });
      }
    }
  }
  return shots;
}

async function take(shot) {
  const context = await fresh(shot.page.persona, shot.language, { colorScheme: shot.scheme, viewport: sizes.get(shot.width), deviceScaleFactor: 1 });
  const page = await context.newPage();
  await page.goto(shot.page.path, { waitUntil: "networkidle" });
  const file = path.join(folder, `${shot.name.slice(0, 120)}.png`);
  await page.screenshot({ path: file, fullPage: shot.whole ?? false, animations: "disabled", caret: "hide" });
  await context.close();
  shrink(file);
  const { size } = statSync(file);
  console.log(`${path.relative(workspace, file)}  ${Math.round(size / 1000)} kB`);
  return all || size <= MOST ? [] : [`${file} has ${size} bytes, more than ${MOST}`];
}

mkdirSync(folder, { recursive: true });
const shots = all ? every() : listed();
for (let index = 0; index < shots.length; index += 2) wrong.push(...(await Promise.all(shots.slice(index, index + 2).map(take))).flat());
await close();
for (const words of wrong) console.error(words);
process.exitCode = wrong.length > 0 ? 1 : 0;
