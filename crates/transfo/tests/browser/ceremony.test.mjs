// A draw held in public, from the frozen pool to the number, with the people who take part: who leads it, a visitor without an account who
// reads along, and a volunteer with a personal link. It needs an authority that is not drawn, so it makes a demonstration of its own, where
// the one whose call is open gets three dozen volunteers, entered like forms on paper.
// Every step of the screen for the room is looked at by axe-core: a drawn demonstration shows only some of them.

import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import axe from "axe-core";

delete process.env.TRANSFO_URL;
const { app } = await import("./lib/app.mjs");
const { close, fresh, open, phone } = await import("./lib/browser.mjs");
const { success } = await import("./lib/forms.mjs");
const { tabTo } = await import("./lib/keyboard.mjs");
after(close);

// The authority of the demonstration whose call is open: it is not drawn.
const called = app.routes.find((route) => route.method === "GET" && route.path === "/appel/{edition}/{site}").sample;
const [, edition, site] = /^\/appel\/([^/]+)\/([^/]+)/.exec(called);
const at = `/saisons/${edition}/${site}`;
const publicPage = `/tirages/${edition}/${site}`;

async function press(page, name) {
  const button = page.locator("main").getByRole("button", { name, exact: true });
  await tabTo(page, button);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

async function send(context, path, form) {
  const answer = await context.request.post(path, { form, headers: { origin: app.url } });
  assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
  return answer;
}

// Volunteers whose managers agree; the personal link of the first.
async function volunteers(lead, count) {
  let link;
  for (let n = 1; n <= count; n += 1) {
    const answer = await send(lead, `${at}/candidatures/saisir`, {
      name: `Volontaire Fictive ${n}`, directorate: `Direction ${n % 5}`, policy_field: "Accueil", category: "ABC"[n % 3], location: "Siège",
      gender: n % 2 ? "femme" : "homme", manager_name: "Responsable Fictif", consent: "yes", release: "now", ticket: `essai-${n}`,
    });
    link ??= /\/candidature\/[a-z0-9]+/.exec(await answer.text())?.[0];
  }
  const list = await (await lead.request.get(`${at}/candidatures`)).text();
  const ids = new Set([...list.matchAll(/\/candidatures\/([a-z0-9]{16})/g)].map(([, id]) => id));
  for (const id of ids) await send(lead, `${at}/candidatures/${id}/accord`, { answer: "yes" });
  return link;
}

const said = async (page, words) => assert.match(await success(page).innerText(), words);
const main = (page) => page.locator("main").innerText();

async function looked(page) {
  await page.evaluate(axe.source);
  for (const viewport of [{ width: 1280, height: 900 }, phone]) {
    await page.setViewportSize(viewport);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }));
    const told = violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)}`));
    assert.deepEqual(told, [], `${page.url()} at ${viewport.width} px`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${page.url()} is ${wide} px too wide at ${viewport.width} px`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function status(context, path) {
  const answer = await context.request.get(path, { maxRedirects: 0 });
  return answer.status();
}

describe("a draw held in public", () => {
  it("is led from the frozen pool to the number, read by anybody, drawn once", { timeout: 240_000 }, async () => {
    const lead = await fresh("coordinator");
    const visitor = await fresh("visitor");
    assert.equal(await status(visitor, publicPage), 404, "nothing is published yet");

    const own = await volunteers(lead, 36);
    assert.ok(own, "a form on paper gives a personal link");
    const volunteer = (await open(visitor, own)).page;
    assert.doesNotMatch(await main(volunteer), /Ma chance/);

    const { page } = await open(lead, `${at}/tirage`);
    await page.goto(`${at}/tirage/geler`);
    const freeze = page.getByRole("button", { name: "Geler le vivier", exact: true });
    assert.ok(await freeze.count(), `the pool can be frozen: ${await main(page)}`);
    await press(page, "Geler le vivier");
    await said(page, /gelé/);

    await press(page, "Calculer la loterie");
    // The page follows the calculation by itself, and then leads to the lottery.
    await page.getByRole("link", { name: "Voir la loterie", exact: true }).first().waitFor({ timeout: 60_000 });
    await page.goto(`${at}/tirage/loterie`);
    await looked(page);
    assert.match(await main(page), /Pourquoi on ne peut pas faire mieux/);
    assert.equal(await status(visitor, publicPage), 404, "calculated is not published");

    await page.goto(`${at}/tirage/loterie/publier`);
    await looked(page);
    await page.getByLabel("Source de la valeur publique").fill("Dés jetés dans la salle");
    await press(page, "Publier la loterie");
    await said(page, /publiée/);

    const reader = (await open(visitor, publicPage)).page;
    await looked(reader);
    const hash = await reader.locator("main code").first().innerText();
    assert.match(hash, /^[0-9a-f]{64}$/);
    assert.match(await main(reader), /le tirage n’a pas encore eu lieu/);

    // The volunteer reads their own chance, and finds their sealed line in what everybody may read.
    await volunteer.reload();
    assert.match(await main(volunteer), /Vous êtes sur (un|\d+) des 1000 bulletins/);
    await volunteer.getByText("Vérifier ma ligne du texte public").click();
    await looked(volunteer);
    const seal = await volunteer.locator("details[open] code").innerText();
    const text = await (await visitor.request.get(`${publicPage}/texte`)).text();
    assert.ok(text.includes(seal), "the sealed line is in the public text");
    assert.doesNotMatch(text, /VDB-\d/, "the public text holds no reference");

    // The room: by keys alone, with a clicker's arrows between the steps.
    await page.goto(`${at}/tirage/salle`);
    assert.ok((await main(page)).includes(hash), "the room sees the hash that the public sees");
    await looked(page);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("ArrowRight")]);
    assert.match(await main(page), /Dés jetés dans la salle/);
    await looked(page);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("ArrowLeft")]);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("ArrowRight")]);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("PageDown")]);
    await looked(page);
    const dice = page.getByLabel("Ou les dés, dans l’ordre");
    await tabTo(page, dice);
    await page.keyboard.type("3 1 6");
    await press(page, "Relire avant de tirer");
    assert.match(await page.locator(".error-summary").innerText(), /des groupes seraient favorisés/);
    await page.getByLabel("Ou les dés, dans l’ordre").fill("3 1 6 6 2 4 1 5 2 3");
    await press(page, "Relire avant de tirer");
    assert.match(await main(page), /3 1 6 6 2 4 1 5 2 3/);
    await looked(page);
    await reader.reload();
    assert.match(await main(reader), /le tirage n’a pas encore eu lieu/, "to read again draws nothing");
    await press(page, "Tirer au sort");
    const number = await page.locator(".room-number").innerText();
    assert.match(number, /^\d{3}$/);
    await looked(page);
    await Promise.all([page.waitForNavigation(), page.keyboard.press(" ")]);
    assert.ok((await page.locator(".room-panel li").count()) > 0);
    await looked(page);

    // Anybody reads the number and does the division again.
    await reader.reload();
    assert.ok((await main(reader)).includes(`il reste ${Number(number)}`), "the public page gives the number of the room");
    await looked(reader);

    // A second try is refused, and the journal says so.
    const again = await lead.request.post(`${at}/tirage/salle`, { form: { valeur: "autre" }, headers: { origin: app.url } });
    assert.equal(again.status(), 422);
    assert.match(await again.text(), /déjà fait/);

    const record = await (await lead.request.get(`${at}/tirage/proces-verbal`)).text();
    await reader.goto("/verifier");
    await reader.locator("#f-record").fill(record);
    await press(reader, "Vérifier");
    assert.match(await main(reader), /authentique/);
    await lead.close();
    await visitor.close();
  });

  it("shows every step without scripts and in English", async () => {
    const context = await fresh("coordinator", "en", { javaScriptEnabled: false });
    const { page } = await open(context, `${at}/tirage/salle`);
    await page.getByRole("link", { name: "Next", exact: true }).click();
    await page.getByRole("link", { name: "Next", exact: true }).click();
    assert.match(await page.locator(".room-number").innerText(), /^\d{3}$/);
    await page.getByRole("link", { name: "Next", exact: true }).click();
    assert.ok((await page.locator(".room-panel li").count()) > 0);
    await context.close();
  });
});
