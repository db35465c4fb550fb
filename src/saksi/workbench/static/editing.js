// The form in which a coder corrects an event: only what differs from what was read is sent.
import { make } from "./case.js";

const ROLES = ["actors", "recipients", "sources"];
const COUNTS = ["killed", "injured", "arrested"];
const field = (name) => document.getElementById(`e-${name}`);

function fillModes(book, labels, type, mode) {
  const options = ["", ...(book[type]?.modes || [])].map((m) => make("option", m ? labels.modes[m] || m : "–", { value: m }));
  field("mode").replaceChildren(...options);
  field("mode").value = (book[type]?.modes || []).includes(mode) ? mode : "";
}

function fill(item, book, labels) {
  const now = item.fields;
  field("type").value = now.type;
  fillModes(book, labels, now.type, now.mode);
  field("status").value = now.status;
  field("date").value = now.date?.value || "";
  field("place").value = now.place?.name || "";
  field("country").value = now.place?.country || "";
  for (const name of COUNTS) field(name).value = now[name] ?? "";
  for (const role of ROLES) {
    field(role).replaceChildren(...item.entities.map((entity) => {
      const label = make("label");
      const box = make("input", "", { type: "checkbox", value: entity.id });
      box.checked = now[role].includes(entity.id);
      label.append(box, " ", make("bdi", entity.name));
      return label;
    }));
    field(`new-${role}`).value = "";
  }
  field("note").value = "";
}

function changes(item) {
  const now = item.fields;
  const made = {};
  const set = (name, value, before) => { if (JSON.stringify(value) !== JSON.stringify(before)) made[name] = value; };
  set("type", field("type").value, now.type);
  set("mode", field("mode").value || null, now.mode ?? null);
  set("status", field("status").value, now.status);
  const date = field("date").value.trim();
  if (date !== (now.date?.value || "")) made.date = date ? { value: date } : null;
  const place = field("place").value.trim();
  const country = field("country").value.trim().toUpperCase() || null;
  if (place !== (now.place?.name || "") || country !== (now.place?.country ?? null)) made.place = place ? { name: place, country } : null;
  for (const name of COUNTS) set(name, field(name).value === "" ? null : Number(field(name).value), now[name] ?? null);
  const entities = [];
  for (const role of ROLES) {
    const chosen = [...field(role).querySelectorAll("input:checked")].map((box) => box.value);
    const added = field(`new-${role}`).value.trim();
    if (added) {
      const id = `new-${role}`;
      entities.push({ id, name: added, kind: "organisation" });
      chosen.push(id);
    }
    const same = chosen.length === now[role].length && chosen.every((id) => now[role].includes(id));
    if (!same) made[role] = [...now[role].filter((id) => chosen.includes(id)), ...chosen.filter((id) => !now[role].includes(id))];
  }
  if (entities.length) made.entities = entities;
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
    }, { once: true });
  });
}
