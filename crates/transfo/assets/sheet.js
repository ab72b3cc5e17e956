// Owns: the list of a day ticked when the network is dead. Each tick is first written on this device, as a change and not as
// a list, so that who said "I am here" meanwhile stays noted; saving sends the changes, at once or when the network is back.
// Invariant: without this module, or without storage, the form of the page saves the list while the network lives.
// Never: a name in storage; a change dropped before the server noted it.

const KEPT = "sheet";
const form = document.querySelector("form[data-sheet]");
const status = document.querySelector("[data-sheet-status]");
const key = `${KEPT} ${form?.action} ${form?.elements.jour.value}`;
const boxes = form ? [...form.querySelectorAll("input[type=checkbox]")] : [];
const nameOf = (box) => `${box.name} ${box.value}`;

// { changes: { "morning member": true }, sent: whether saving was asked for }
const read = () => JSON.parse(localStorage.getItem(key) ?? "null") ?? { changes: {}, sent: false };
const write = (state) => localStorage.setItem(key, JSON.stringify(state));

function say(which, count = 0) {
  status.textContent = (form.dataset[which] ?? "").replace("{count}", count);
}

function tick({ target }) {
  if (!boxes.includes(target)) return;
  const { changes } = read();
  if (target.checked === target.defaultChecked) delete changes[nameOf(target)];
  else changes[nameOf(target)] = target.checked;
  write({ changes, sent: false });
  say(Object.keys(changes).length > 0 ? "draft" : "none", Object.keys(changes).length);
}

// What was noted is what the page shows from now on.
function noted(changes) {
  const left = read();
  for (const box of boxes) if (changes[nameOf(box)] !== undefined) box.defaultChecked = changes[nameOf(box)];
  for (const [name, on] of Object.entries(changes)) if (left.changes[name] === on) delete left.changes[name];
  write({ ...left, sent: left.sent && Object.keys(left.changes).length > 0 });
}

let sending = false;
async function flush() {
  const { changes, sent } = read();
  const count = Object.keys(changes).length;
  if (sending || !sent) return;
  sending = true;
  try {
    const body = new URLSearchParams({ jour: form.elements.jour.value, differe: "oui" });
    for (const [name, on] of Object.entries(changes)) body.append(on ? "present" : "absent", name);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(8000) });
    // A session that ended, or a server in trouble: the changes stay.
    if (answer.status === 204) noted(changes);
    say(answer.status === 204 ? "noted" : answer.type === "opaqueredirect" ? "ended" : answer.status === 422 ? "refused" : "kept", count);
  } catch {
    say("kept", count);
  } finally {
    sending = false;
  }
}

function save(event) {
  event.preventDefault();
  const { changes } = read();
  if (Object.keys(changes).length === 0) return say("none");
  write({ changes, sent: true });
  flush();
}

// The page and what it needs, kept for a reload without network until nobody is signed in; copies of other days go.
const keep = async () => {
  const shared = await import(`/assets/page.js${new URL(import.meta.url).search}`);
  await shared.keep(KEPT, location.pathname, true);
};

if (form && status) {
  try {
    const { changes } = read();
    write(read());
    for (const box of boxes) box.checked = changes[nameOf(box)] ?? box.defaultChecked;
    if (Object.keys(changes).length > 0) say("draft", Object.keys(changes).length);
    form.addEventListener("change", tick);
    form.addEventListener("submit", save);
    window.addEventListener("online", flush);
    setInterval(flush, 15000);
    flush();
    if (navigator.onLine) keep().catch(() => {});
  } catch {
    // Storage is forbidden here: the plain form serves.
  }
}
