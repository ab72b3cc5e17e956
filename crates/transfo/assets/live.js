// Owns: keeping the progress of a long job fresh. <div data-poll="/path" data-every="1000"> asks the server for a page
// or fragment that holds an element with the same data-poll, takes that element's children and attributes, and stops
// when it carries data-done. The words of data-say go to the page's [role=status] only when they change.
// Invariant: without this module the "Actualiser" link of the fragment does the same. Never: leaves the page by itself.
// XMLHttpRequest parses the document without running it and without a Trusted Types policy.

const SLOWEST_MS = 30000;

function ask(url) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.timeout = 10000;
    request.setRequestHeader("Accept", "text/html");
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(request.status));
    request.onerror = request.ontimeout = () => reject(0);
    request.send();
  });
}

function say(box, words) {
  const status = document.querySelector("[data-poll-status]");
  if (status && words && status.textContent !== words) status.textContent = words;
}

function refresh(box, fresh) {
  const focused = box.contains(document.activeElement) && document.activeElement.id;
  box.replaceChildren(...Array.from(fresh.childNodes, (node) => document.importNode(node, true)));
  for (const name of ["data-done", "data-say", "data-every"]) {
    if (fresh.hasAttribute(name)) box.setAttribute(name, fresh.getAttribute(name));
  }
  if (focused) document.getElementById(focused)?.focus();
  say(box, box.dataset.say);
}

async function follow(box) {
  let wait = Number(box.dataset.every) || 1000;
  while (box.isConnected && !("done" in box.dataset)) {
    await new Promise((next) => setTimeout(next, wait));
    if (document.hidden) continue;
    try {
      const page = await ask(box.dataset.poll);
      const fresh = page.querySelector(`[data-poll="${CSS.escape(box.dataset.poll)}"]`);
      if (!fresh) throw 200;
      refresh(box, fresh);
      wait = Number(box.dataset.every) || 1000;
    } catch (status) {
      say(box, box.dataset.lost);
      if (status === 401 || status === 403 || status === 404) return;
      wait = Math.min(wait * 2, SLOWEST_MS);
    }
  }
}

for (const box of document.querySelectorAll("[data-poll]")) follow(box);
