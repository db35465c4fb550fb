// The form in which a coder corrects an event: only what differs from what was read is sent. Words that are selected in
// the passage become the words of a field.
import { letters, make } from "./case.js";

const PARTIES = { actors: "actor", recipients: "recipient", sources: "source" };
const COUNTS = ["killed", "injured", "arrested"];
const field = (name) => document.getElementById(`e-${name}`);
const form = document.querySelector("#edit form");
let now = null;  // the item in the form, its words and the parties that were added: { item, base, evidence, added, labels }
let selected = null;  // what is selected in the passage: { start, end, words }, counted from the beginning of the article

function fillModes(book, labels, type, mode) {
  const options = ["", ...(book[type]?.modes || [])].map((m) => make("option", m ? labels.modes[m] || m : "–", { value: m }));
  field("mode").replaceChildren(...options);
  field("mode").value = (book[type]?.modes || []).includes(mode) ? mode : "";
}

function box(id, name, checked) {
  const label = make("label");
  const input = make("input", "", { type: "checkbox", value: id });
  input.checked = checked;
  label.append(input, " ", make("bdi", name));
  return label;
}

function fill(item, book, labels) {
  const { fields } = item;
  now = { item, labels, base: item.start - letters(item.before).length, evidence: item.evidence, added: [] };
  selected = null;
  field("text").textContent = item.before + item.text + item.after;
  field("type").value = fields.type;
  fillModes(book, labels, fields.type, fields.mode);
  field("status").value = fields.status;
  field("date").value = fields.date?.value || "";
  field("until").value = fields.date?.end || "";
  field("place").value = fields.place?.name || "";
  field("country").value = labels.countries[fields.place?.country] || fields.place?.country || "";
  for (const name of COUNTS) field(name).value = fields[name] ?? "";
  for (const role of Object.keys(PARTIES)) {
    field(role).replaceChildren(...item.entities.map((entity) => box(entity.id, entity.name, fields[role].includes(entity.id))));
    field(`new-${role}`).value = "";
    field(`kind-${role}`).replaceChildren(...Object.entries(labels.kinds).map(([kind, name]) => make("option", name, { value: kind })));
    field(`kind-${role}`).value = "organisation";
  }
  field("contexts").replaceChildren(...Object.entries(labels.contexts).map(([id, name]) => box(id, name, fields.contexts.includes(id))));
  field("contexts-now").textContent = fields.contexts.map((id) => labels.contexts[id] || id).join(", ");
  field("note").value = "";
  taken();
}

// Beside each field the words that stand for it.
function taken() {
  for (const place of form.querySelectorAll("[data-taken]")) {
    const words = now.evidence.filter((v) => v.field === place.dataset.taken).map((v) => `“${v.words}”`);
    place.textContent = [...new Set(words)].join(" ");
  }
}

document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!now || !chosen.rangeCount || chosen.isCollapsed || !field("text").contains(chosen.anchorNode) || !field("text").contains(chosen.focusNode)) return;
  const range = chosen.getRangeAt(0);
  const before = make("span");
  const ahead = document.createRange();
  ahead.selectNodeContents(field("text"));
  ahead.setEnd(range.startContainer, range.startOffset);
  before.append(ahead.cloneContents());
  const words = range.toString();
  const lead = letters(words).length - letters(words.trimStart()).length;
  const start = now.base + letters(before.textContent).length + lead;
  selected = words.trim() ? { start, end: start + letters(words.trim()).length, words: words.trim() } : null;
});

function add(role, name, mention) {
  const id = `new-${now.added.length + 1}`;
  now.added.push({ id, name, kind: field(`kind-${role}`).value, ...(mention ? { mentions: [mention] } : {}) });
  field(role).append(box(id, name, true));
  field(`new-${role}`).value = "";
  return id;
}

function take(name) {
  if (!selected) return;
  const { start, end, words } = selected;
  const role = Object.keys(PARTIES).find((r) => PARTIES[r] === name);
  let entity = null;
  if (role) {
    const known = now.item.entities.find((e) => [e.name, ...e.aliases].some((n) => n.toLowerCase() === words.toLowerCase()));
    if (known) [...field(role).querySelectorAll("input")].find((i) => i.value === known.id).checked = true;
    entity = known ? known.id : add(role, words, [start, end]);
  } else {
    now.evidence = now.evidence.filter((v) => v.field !== name);
    if (name === "place") field("place").value = words;
    if (COUNTS.includes(name) && /\d/.test(words)) field(name).value = words.replace(/\D/g, "");
  }
  now.evidence = [...now.evidence, { field: name, start, end, words, entity }];
  taken();
}

for (const button of form.querySelectorAll("[data-take]")) button.addEventListener("click", () => take(button.dataset.take));
for (const button of form.querySelectorAll("[data-add]")) {
  const adding = () => { const name = field(`new-${button.dataset.add}`).value.trim(); if (name) add(button.dataset.add, name); };
  button.addEventListener("click", adding);
  field(`new-${button.dataset.add}`).addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.value.trim()) { event.preventDefault(); adding(); }
  });
}

function code(name) {
  const wanted = name.trim();
  const found = Object.entries(now.labels.countries).find(([id, known]) => known.toLowerCase() === wanted.toLowerCase() || id === wanted.toUpperCase());
  return found ? found[0] : wanted.toUpperCase() || null;
}

function changes(item) {
  const before = item.fields;
  const made = {};
  const set = (name, value, was) => { if (JSON.stringify(value) !== JSON.stringify(was)) made[name] = value; };
  set("type", field("type").value, before.type);
  set("mode", field("mode").value || null, before.mode ?? null);
  set("status", field("status").value, before.status);
  const [date, until] = [field("date").value.trim(), field("until").value.trim()];
  if (date !== (before.date?.value || "") || until !== (before.date?.end || "")) made.date = date ? { value: date, end: until || null } : null;
  const [place, country] = [field("place").value.trim(), code(field("country").value)];
  if (place !== (before.place?.name || "") || country !== (before.place?.country ?? null)) made.place = place ? { name: place, country } : null;
  for (const name of COUNTS) set(name, field(name).value === "" ? null : Number(field(name).value), before[name] ?? null);
  for (const role of Object.keys(PARTIES)) {
    const rest = field(`new-${role}`).value.trim();
    if (rest) add(role, rest);
    const chosen = [...field(role).querySelectorAll("input:checked")].map((input) => input.value);
    const kept = before[role].filter((id) => chosen.includes(id));
    set(role, [...kept, ...chosen.filter((id) => !kept.includes(id))], before[role]);
  }
  const contexts = [...field("contexts").querySelectorAll("input:checked")].map((input) => input.value);
  const stays = before.contexts.filter((id) => contexts.includes(id));
  set("contexts", [...stays, ...contexts.filter((id) => !stays.includes(id))], before.contexts);
  if (now.evidence !== item.evidence) made.evidence = now.evidence.map(({ words, ...rest }) => rest);
  const named = new Set([...Object.keys(PARTIES).flatMap((role) => made[role] || []), ...(made.evidence || []).map((v) => v.entity)]);
  const added = now.added.filter((entity) => named.has(entity.id));
  if (added.length) made.entities = added;
  return made;
}

// Resolves to the changes and a note, or null when the coder thought better of it.
export function edit(item, book, labels, title = document.querySelector("[data-do=edit]").lastChild.textContent) {
  const dialog = document.getElementById("edit");
  document.getElementById("edit-title").textContent = title.trim();
  fill(item, book, labels);
  field("type").onchange = () => fillModes(book, labels, field("type").value, field("mode").value);
  dialog.returnValue = "";
  dialog.showModal();
  field("type").focus();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      done(dialog.returnValue === "save" ? { changes: changes(item), note: field("note").value.trim() || null } : null);
      now = null;
    }, { once: true });
  });
}
