// Owns: saying "I am here" when the network is dead. Each check-in is first written on this device, then sent; what is
// not sent stays written, survives a reload, and goes when the network is back. The server notes a half-day of a person
// once however often it is sent, so that nothing is counted twice.
// Invariant: without this module, or without storage, the form of the page does the same while the network lives.
// Never: a check-in of another day than the page's own; a name that is not on the page.

const QUEUE = "presence";
const CLOCK = "presence-clock";
const form = document.querySelector("form[data-offline]");
const status = document.querySelector("[data-offline-status]");
const list = document.querySelector("[data-offline-list]");

const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));
const waiting = () => read(QUEUE) ?? [];

// The server's clock, also on a copy of the page kept since: the day of a check-in is not left to the device.
function now() {
  const shown = Number(form.dataset.now);
  let seen = read(CLOCK);
  if (seen?.shown !== shown) write(CLOCK, (seen = { shown, at: Date.now() }));
  return new Date(shown + Date.now() - seen.at);
}

function inParis(date) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", hourCycle: "h23" }).formatToParts(date);
  const part = (type) => parts.find((one) => one.type === type).value;
  return { day: `${part("year")}-${part("month")}-${part("day")}`, half: Number(part("hour")) < 13 ? "morning" : "afternoon" };
}

function say(key, name = "") {
  if (status && form) status.textContent = (form.dataset[key] ?? "").replace("{name}", name);
}

function show() {
  if (!list) return;
  const names = waiting().map((one) => {
    const item = document.createElement("li");
    item.textContent = one.name;
    return item;
  });
  list.replaceChildren(...names);
  list.parentElement.hidden = names.length === 0;
}

function drop(id) {
  write(QUEUE, waiting().filter((one) => one.id !== id));
  show();
}

const send = (one) =>
  fetch(one.url, { method: "POST", body: new URLSearchParams({ qui: one.who, moment: one.half, differe: "oui" }), signal: AbortSignal.timeout(8000) });

let sending = false;
async function flush() {
  if (sending) return;
  sending = true;
  try {
    for (let one = waiting()[0]; one; one = waiting()[0]) {
      const answer = await send(one);
      // A server in trouble is tried again; one that refuses has said its last word.
      if (answer.status >= 500 || answer.status === 429) break;
      drop(one.id);
      say(answer.ok ? "noted" : "refused", one.name);
    }
  } catch {
    say("kept", waiting().at(-1)?.name);
  } finally {
    sending = false;
  }
}

function here(event) {
  const who = new FormData(form).get("qui");
  const { day, half } = inParis(now());
  if (!who || day !== form.dataset.day) return;
  event.preventDefault();
  const url = location.pathname;
  const id = `${url} ${who} ${half}`;
  const name = form.querySelector(`input[value="${CSS.escape(who)}"]`).labels[0].textContent;
  const queue = waiting();
  if (!queue.some((one) => one.id === id)) write(QUEUE, [...queue, { id, url, who, half, name }]);
  form.reset();
  show();
  flush();
}

// The page and what it needs, kept for a reload without network; copies of other days go.
const keep = async () => {
  const shared = await import(`/assets/page.js${new URL(import.meta.url).search}`);
  await shared.keep(QUEUE, "/presence/", form !== null);
};

try {
  write(QUEUE, waiting());
  form?.addEventListener("submit", here);
  window.addEventListener("online", flush);
  setInterval(flush, 15000);
  show();
  flush();
  if (navigator.onLine) keep().catch(() => {});
} catch {
  // Storage is forbidden here: the plain form serves.
}
