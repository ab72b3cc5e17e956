// Owns: dragging a run of the calendar onto another day. While it hangs, its legal days light up with their price, as the page
// shows them when asked for that run; dropping it fills the move form and puts the focus on its button: the check and the move
// stay the form's, so keyboard and touch lose nothing.
// A run is [data-drag="its id"], a day is [data-day="2027-03-15"], the form is [data-move] with fields run and start.
// Never: a change that was not confirmed.

const form = document.querySelector("form[data-move]");
let over = null;

function mark(day) {
  over?.classList.remove("day-over");
  over = day;
  over?.classList.add("day-over");
}

// The days lit for this drag; those that the page came with stay.
let lit = [];
let dragged = null;

async function light(run) {
  const answer = await fetch(`${location.pathname}?run=${encodeURIComponent(run)}`);
  if (!answer.ok || dragged !== run) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const { dataset } of page.querySelectorAll("[data-price]")) {
    const day = document.querySelector(`[data-day="${dataset.day}"]`);
    if (dragged !== run || !day || day.dataset.price) continue;
    day.classList.add("day-open");
    day.dataset.price = dataset.price;
    lit.push(day);
  }
}

function dim() {
  dragged = null;
  mark(null);
  for (const day of lit) {
    day.classList.remove("day-open");
    delete day.dataset.price;
  }
  lit = [];
}

function start(event) {
  const run = event.target.closest?.("[data-drag]");
  if (!run) return;
  event.dataTransfer.setData("application/x-run", run.dataset.drag);
  event.dataTransfer.effectAllowed = "move";
  dragged = run.dataset.drag;
  // Without network the days stay dark, and the check says what is legal.
  light(dragged).catch(() => {});
}

function hover(event) {
  const day = event.target.closest?.("[data-day]");
  if (!event.dataTransfer.types.includes("application/x-run")) return;
  mark(day);
  if (day) event.preventDefault();
}

function drop(event) {
  const run = event.dataTransfer.getData("application/x-run");
  const day = event.target.closest?.("[data-day]");
  mark(null);
  if (!run || !day) return;
  event.preventDefault();
  form.elements.namedItem("run").value = run;
  form.elements.namedItem("start").value = day.dataset.day;
  form.scrollIntoView({ block: "nearest" });
  form.querySelector("button:not([type=button])").focus();
}

if (form) {
  for (const run of document.querySelectorAll("[data-drag]")) run.draggable = true;
  document.addEventListener("dragstart", start);
  document.addEventListener("dragover", hover);
  document.addEventListener("drop", drop);
  document.addEventListener("dragend", dim);
}
