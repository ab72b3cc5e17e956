// What every page has in common: language, title, landmarks, headings, the ways around.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import "./lib/closing.mjs";
import { languages, open, shared } from "./lib/browser.mjs";
import { addresses, name, pages } from "./lib/pages.mjs";

// Runs in the page.
function structure() {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const levels = seen("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.tagName[1]));
  const first = document.querySelector("body a[href]");
  return {
    doctype: document.doctype?.name,
    language: document.documentElement.lang,
    title: document.title,
    description: document.querySelector("h1")?.textContent.trim(),
    h1: levels.filter((level) => level === 1).length,
    jumps: levels.filter((level, index) => index > 0 && level > levels[index - 1] + 1).length,
    main: seen("main, [role=main]").length,
    banner: document.querySelectorAll("body > header, [role=banner]").length,
    contentinfo: document.querySelectorAll("body > footer, [role=contentinfo]").length,
    navigation: seen("nav").length,
    namelessNavigation: seen("nav").filter((nav) => !nav.ariaLabel && !nav.hasAttribute("aria-labelledby")).length,
    skip: first?.hash ? document.querySelector(first.hash)?.tagName : `${first?.outerHTML}`,
    inline: document.querySelectorAll("[style], style, script:not([src]):not([type='application/ld+json'])").length,
    ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
    fragments: [...document.querySelectorAll("a[href^='#']")].map((link) => link.hash.slice(1)).filter((id) => id && !document.getElementById(id)),
    footer: [...document.querySelectorAll("body > footer a")].map((link) => link.pathname),
  };
}

function check(found, language, wrong) {
  const expect = (truth, words) => truth || wrong.push(words);
  expect(found.doctype === "html", "no <!doctype html>");
  expect(found.language === language, `html lang is “${found.language}”, not “${language}”`);
  expect(/^[^–]+( – [^–]+)+$/.test(found.title), `the title is “${found.title}”, not “page – section – site”`);
  expect(found.h1 === 1, `${found.h1} h1`);
  expect(found.jumps === 0, "a heading level is left out");
  expect(found.main === 1 && found.banner === 1 && found.contentinfo === 1, `landmarks: ${found.main} main, ${found.banner} header, ${found.contentinfo} footer`);
  expect(found.navigation > 0 && found.namelessNavigation === 0, `${found.navigation} nav, ${found.namelessNavigation} without a name`);
  expect(found.skip === "MAIN", `the first link does not lead to the main part: ${found.skip}`);
  expect(found.inline === 0, `${found.inline} inline styles or scripts, which the security policy blocks`);
  expect(new Set(found.ids).size === found.ids.length, `ids used twice: ${found.ids.filter((id, index) => found.ids.indexOf(id) !== index)}`);
  expect(found.fragments.length === 0, `links to nowhere: #${found.fragments.join(", #")}`);
}

const titles = new Map();
const footers = new Set();

for (const language of languages) {
  describe(`structure, ${language}`, { concurrency: 2 }, () => {
    for (const one of pages) {
      it(name(one), async () => {
        const { page, wrong } = await open(await shared(one.persona, language), one.path, { status: one.status });
        try {
          const found = await page.evaluate(structure);
          check(found, language, wrong);
          titles.set(`${language} ${name(one)}`, { language, path: one.path, title: found.title });
          footers.add(found.footer.join(" "));
          assert.deepEqual(wrong, []);
        } finally {
          await page.close();
        }
      });
    }
  });
}

describe("structure of all pages", () => {
  it("every address of the route table answers its persona", () => {
    const shut = addresses.filter(({ status, persona, final }) => status !== 200 || (persona !== "visitor" && final.startsWith("/connexion")));
    assert.deepEqual(shut.map((address) => `${name(address)} answers ${address.status} at ${address.final}`), []);
  });

  it("no two addresses have the same title for the same reader", () => {
    const paths = new Map();
    for (const { language, path, title } of titles.values()) {
      const key = `${language}: ${title}`;
      paths.set(key, (paths.get(key) ?? new Set()).add(path));
    }
    const same = [...paths].filter(([, those]) => those.size > 1).map(([title, those]) => `${title}: ${[...those].join(" and ")}`);
    assert.deepEqual(same, []);
  });

  it("the two languages have different titles somewhere, so the second one exists", () => {
    const changes = pages.filter((page) => titles.get(`fr ${name(page)}`)?.title !== titles.get(`en ${name(page)}`)?.title);
    assert.ok(changes.length > pages.length / 2, `only ${changes.length} of ${pages.length} titles change with the language`);
  });

  it("the links at the foot are the same and in the same order everywhere", () => {
    assert.equal(footers.size, 1, [...footers].join("\n"));
  });
});
