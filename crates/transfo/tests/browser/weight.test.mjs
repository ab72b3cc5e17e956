// What a page costs on the wire, counted by the browser with an empty cache: at most 100 kB, the call at most 60 kB and ten requests.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import "./lib/closing.mjs";
import { fresh, open } from "./lib/browser.mjs";
import { name, pages } from "./lib/pages.mjs";

const call = (page) => page.route.startsWith("/appel/{edition}/{site}");

async function weigh(one) {
  const context = await fresh(one.persona);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    let [bytes, requests] = [0, 0];
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    await page.goto(one.path, { waitUntil: "networkidle" });
    return { bytes, requests };
  } finally {
    await context.close();
  }
}

describe("weight", { concurrency: 2 }, () => {
  for (const one of pages.filter((page) => page.status === 200)) {
    const most = call(one) ? 60_000 : 100_000;
    it(`${name(one)}: at most ${most / 1000} kB`, async () => {
      const { bytes, requests } = await weigh(one);
      assert.ok(bytes > 0 && bytes <= most, `${bytes} bytes in ${requests} requests`);
      assert.ok(requests <= 10, `${requests} requests`);
    });
  }

  it("what does not change is kept by the browser", async () => {
    const context = await fresh("visitor");
    // The icon of the page comes after it.
    const first = await open(context, "/", { waitUntil: "networkidle" });
    await first.page.close();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    const [urls, kept] = [new Map(), new Set()];
    session.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
    session.on("Network.requestServedFromCache", ({ requestId }) => kept.add(requestId));
    session.on("Network.responseReceived", ({ requestId, response }) => response.fromDiskCache && kept.add(requestId));
    await page.goto("/", { waitUntil: "networkidle" });
    const assets = [...urls].filter(([, url]) => url.includes("/assets/"));
    assert.ok(assets.length > 0, "the page has no style sheet");
    assert.deepEqual(assets.filter(([id]) => !kept.has(id)).map(([, url]) => url), []);
    await context.close();
  });
});
