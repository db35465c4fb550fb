// The review desk: a key decides and steps on; what was decided is saved in the background and can be taken back.
import { act, make, show, summary } from "./case.js";
import { edit } from "./editing.js";
import { Saver, newAct, send } from "./saving.js";
import { say } from "./say.js";

const desk = document.getElementById("desk");
const data = (name) => JSON.parse(desk.dataset[name]);
const labels = data("labels"), said = data("said"), book = data("book");
const blind = "blind" in desk.dataset;
const { project } = desk.dataset;
const lang = document.documentElement.lang;
const percent = (share) => new Intl.NumberFormat(lang, { style: "percent" }).format(share);
const number = (n) => new Intl.NumberFormat(lang).format(n);
const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name] ?? "");
const SIGNS = { confirmed: "✓", corrected: "✎", rejected: "✕", flagged: "⚑", skipped: "…" };

const first = data("batch");
const items = first.items;
let left = first.left;
let at = 0;
let fetching = null;
let dry = false;
const history = [];  // acts of this visit, the latest last: { act, before: [[item, verdict]], at }
const marked = new Set();

const saver = new Saver({
  onKept(job, reviews) {
    if (!Array.isArray(reviews)) return;
    for (const review of reviews) {
      const item = items.find((i) => i.event.id === review.event_id);
      if (item) item.seen = Math.max(item.seen, review.n);
    }
  },
  onRefused(job, status, why) {
    say(fill(status === 409 ? said.conflict : said.refused, { why }), { failed: true });
    const gone = history.findIndex((h) => h.act === job.body.act);
    if (gone >= 0) {
      for (const [item, verdict] of history[gone].before) item.verdict = status === 409 ? "skipped" : verdict;
      history.splice(gone, 1);
      draw();
    }
  },
  onChange(waiting) {
    const box = document.getElementById("saving");
    box.textContent = !waiting ? said.saved : waiting > 3 ? fill(said.unsaved, { n: number(waiting) }) : said.saving;
    box.dataset.waiting = waiting;
  },
});

function draw() {
  const item = items[at];
  document.getElementById("case").hidden = !item;
  document.getElementById("nothing").hidden = Boolean(item);
  document.getElementById("left").textContent = marked.size
    ? fill(said.marked, { n: number(marked.size) }) : fill(said.left, { n: number(Math.max(0, left - decided())) });
  const list = document.getElementById("cases");
  list.replaceChildren(...items.map((one, n) => {
    const row = make("li", "", { "aria-current": String(n === at) });
    if (marked.has(one)) row.classList.add("marked");
    const button = make("button", "", { type: "button" });
    button.append(make("span", SIGNS[one.verdict] || "", { class: "state" }), act(one.event, labels), make("small", summary(one.event, labels)));
    button.addEventListener("click", () => { at = n; draw(); });
    row.append(button);
    return row;
  }));
  list.children[at]?.scrollIntoView({ block: "nearest" });
  if (item) show(item, labels, said, percent);
}

const decided = () => items.filter((i) => i.verdict && i.verdict !== "skipped" && i.verdict !== "flagged").length;

async function more() {
  if (dry || fetching) return fetching;
  const query = new URLSearchParams(desk.dataset.query);
  query.set("order", desk.dataset.order);
  if (project) query.set("project", project);
  for (const item of items.slice(-200)) query.append("have", item.event.id);
  fetching = fetch(`/api/queue?${query}`).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  const batch = await fetching;
  fetching = null;
  if (!batch) return null;
  const known = new Set(items.map((i) => i.event.id));
  const fresh = batch.items.filter((i) => !known.has(i.event.id));
  dry = !fresh.length;
  items.push(...fresh);
  left = batch.left + decided();
  draw();
  return batch;
}

async function step(by) {
  if (by > 0 && at + by >= items.length - 5) {
    const coming = more();
    if (at + by >= items.length) await coming;
  }
  at = Math.max(0, Math.min(at + by, items.length ? items.length - 1 : 0));
  draw();
}

// After a decision: the next event that nobody decided about, or the end of the queue.
async function onwards() {
  const next = () => items.findIndex((item, n) => n > at && !item.verdict);
  if (next() < 0 || items.length - at < 6) {
    const coming = more();
    if (next() < 0) await coming;
  }
  const found = next();
  if (found >= 0) at = found;
  else if (items.every((item) => item.verdict)) say(said.done_all);
  draw();
}

function decide(verdict, more = {}) {
  const chosen = marked.size ? [...marked] : items[at] ? [items[at]] : [];
  if (!chosen.length) return;
  const name = newAct();
  const judgements = chosen.map((item) => ({
    event: item.event.id, verdict, ...more, ...(blind ? { as_read: true } : { seen: item.seen }),
  }));
  history.push({ act: name, before: chosen.map((item) => [item, item.verdict]), at });
  for (const item of chosen) item.verdict = verdict;
  marked.clear();
  saver.add("/api/reviews", { act: name, judgements, project: project || null });
  onwards();
}

async function undo() {
  const last = history.pop();
  await saver.empty();
  const { status, told } = await send("/api/reviews/undo", { act: last ? last.act : null });
  if (status >= 300) { say(fill(said.refused, { why: told.detail || status }), { failed: true }); return; }
  if (!told.length) { say(said.nothing_to_undo); return; }
  for (const [item, verdict] of last ? last.before : []) item.verdict = verdict;
  if (!blind) await Promise.all(told.map((review) => refresh(review.event_id)));
  const back = items.findIndex((item) => item.event.id === told[0].event_id);
  if (last) at = last.at;
  else if (back >= 0) at = back;
  say(fill(said.undone, { n: number(told.length) }));
  draw();
}

// An event as it stands now; one that is not in the list comes before the one at hand.
async function refresh(id) {
  const found = await fetch(`/api/queue/item?event=${encodeURIComponent(id)}`).then((a) => a.json()).catch(() => []);
  const known = items.findIndex((item) => item.event.id === id);
  if (!found.length) {
    if (known >= 0) items.splice(known, 1);
    return;
  }
  const fresh = { ...found[0], verdict: found[0].event.review || undefined };
  if (known >= 0) items[known] = Object.assign(items[known], fresh);
  else items.splice(at, 0, fresh);
}

async function correct() {
  const item = items[at];
  if (!item) return;
  marked.clear();
  const made = await edit(item, book, labels);
  if (!made) return;
  if (!Object.keys(made.changes).length) { say(said.nothing_changed); return; }
  const id = item.event.id;
  decide("corrected", made);
  saver.empty().then(() => (blind ? null : refresh(id))).then(draw);
}

function merge() {
  const item = items[at];
  if (!item) return;
  if (!item.siblings.length) { say(said.no_siblings); return; }
  const dialog = document.getElementById("merge");
  document.getElementById("merge-choices").replaceChildren(...item.siblings.map((sibling) => {
    const label = make("label");
    label.append(make("input", "", { type: "checkbox", value: sibling.id }), ` ${labels.types[sibling.type] || sibling.type} `, make("q", sibling.words));
    return label;
  }));
  dialog.returnValue = "";
  dialog.showModal();
  dialog.addEventListener("close", () => {
    const drop = [...dialog.querySelectorAll("input:checked")].map((box) => box.value);
    if (dialog.returnValue !== "save" || !drop.length) return;
    const name = newAct();
    const others = items.filter((i) => drop.includes(i.event.id));
    history.push({ act: name, before: [item, ...others].map((i) => [i, i.verdict]), at });
    item.verdict = "corrected";
    for (const other of others) other.verdict = "rejected";
    saver.add("/api/reviews/merge", { act: name, keep: item.event.id, drop });
    saver.empty().then(() => refresh(item.event.id)).then(draw);
    onwards();
  }, { once: true });
}

// Two acts were told as one: the form says what the other one is, and it comes after the one at hand.
async function split() {
  const item = items[at];
  if (!item) return;
  const made = await edit(item, book, labels, document.querySelector("[data-do=split]").lastChild.textContent);
  if (!made) return;
  if (!Object.keys(made.changes).length) { say(said.nothing_changed); return; }
  const name = newAct();
  await saver.empty();
  const { status, told } = await send("/api/reviews/split", { act: name, event: item.event.id, ...made });
  if (status >= 300) { say(fill(said.refused, { why: told.detail || status }), { failed: true }); return; }
  history.push({ act: name, before: [], at });
  at += 1;
  await refresh(told[0].event_id);
  at -= 1;
  draw();
}

function mark() {
  const item = items[at];
  if (!item) return;
  if (!marked.delete(item)) marked.add(item);
  draw();
}

function search() {
  document.getElementById("filters-open").checked = true;
  document.querySelector("form.filters [name=text]").focus();
}

const DOES = {
  accept: () => decide("confirmed"),
  reject: () => decide("rejected"),
  flag: () => decide("flagged"),
  edit: correct,
  merge,
  split,
  mark,
  undo,
  search,
  skip: () => { const item = items[at]; if (item && !item.verdict) item.verdict = "skipped"; onwards(); },
  next: () => step(1),
  previous: () => step(-1),
  help: () => document.getElementById("help").showModal(),
};
const KEYS = { a: "accept", x: "reject", e: "edit", " ": "skip", f: "flag", u: "undo", j: "next", k: "previous", v: "mark", m: "merge", s: "split", "/": "search", "?": "help", ArrowDown: "next", ArrowUp: "previous" };

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.altKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea, summary")) return;
  const undoing = event.ctrlKey && event.key.toLowerCase() === "z";
  if (event.ctrlKey && !undoing) return;
  // A button keeps the keys that press it.
  if ((event.key === " " || event.key === "Enter") && event.target.closest("button, a")) {
    if (!event.target.closest("#cases")) return;
  }
  if (event.key === "J") { event.preventDefault(); mark(); step(1); return; }
  const name = undoing ? "undo" : KEYS[event.key];
  if (!name || !document.querySelector(`[data-do=${name}]`)) return;
  event.preventDefault();
  DOES[name]();
});
for (const button of document.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => DOES[button.dataset.do]());
}
draw();
