// Owns: which addresses are looked at, and by whom. Made from the application's own route table: a new page needs no edit here.
// A page is what answers GET with HTML; feeds, files and pictures are found by the same question.

import { app, personas } from "./app.mjs";
import { fresh } from "./browser.mjs";

const gets = app.routes.filter((route) => route.method === "GET");

const nameless = gets.filter((route) => !route.sample).map((route) => route.path);
if (nameless.length > 0) throw new Error(`routes without a sample address: ${nameless.join(", ")}`);

const by = new Map();
for (const route of gets) {
  for (const persona of [route.persona ?? "visitor"].flat()) {
    if (!personas.includes(persona)) throw new Error(`${route.path}: there is no persona ${persona}`);
    by.set(`${persona} ${route.sample}`, { route: route.path, path: route.sample, persona });
  }
}

async function look(contexts, address) {
  const answer = await contexts[address.persona].request.get(address.path, { timeout: 30_000 });
  const kind = (answer.headers()["content-type"] ?? "").split(";")[0];
  const known = { ...address, kind, status: answer.status(), final: new URL(answer.url()).pathname };
  if (kind === "text/html" || kind === "text/calendar") known.text = await answer.text();
  return known;
}

const contexts = Object.fromEntries(await Promise.all(personas.map(async (persona) => [persona, await fresh(persona)])));
export const addresses = [];
for (const address of by.values()) addresses.push(await look(contexts, address));
await Promise.all(Object.values(contexts).map((context) => context.close()));

const absent = { route: "(unknown address)", path: "/cette-page-n-existe-pas", persona: "visitor", kind: "text/html", status: 404 };

// An address that leads elsewhere is looked at there.
const here = (address) => address.kind === "text/html" && address.final === new URL(address.path, app.url).pathname;

export const pages = [...addresses.filter(here).map((page) => ({ ...page, status: 200 })), absent];
export const feeds = addresses.filter((address) => address.kind === "text/calendar");
export const name = (page) => `${page.path} as ${page.persona}`;
