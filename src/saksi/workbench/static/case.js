// One event before the coder: its sentence with the words of its fields, and what was read in them.
const make = (tag, text, attributes = {}) => {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};
const isolated = (text) => make("bdi", text);
// Offsets are counted in characters, not in JavaScript's half characters.
const letters = (text) => [...text];

export function act(event, labels) {
  const type = labels.types[event.type] || event.type;
  return event.mode ? `${type}: ${labels.modes[event.mode] || event.mode}` : type;
}

export function names(parties, labels) {
  return parties.map((p) => p.name).join(", ") || labels.unknown.party;
}

export function summary(event, labels) {
  const whom = event.recipients.length ? ` → ${names(event.recipients, labels)}` : "";
  return names(event.actors, labels) + whom;
}

function marked(item, labels) {
  const text = letters(item.text);
  const order = ["trigger", "actor", "recipient", "date", "place", "killed", "injured", "arrested", "source"];
  const at = text.map(() => null);
  const spans = [...item.spans].sort((a, b) => order.indexOf(b.field) - order.indexOf(a.field));
  for (const span of spans) for (let i = span.start; i < span.end && i < at.length; i++) at[i] = span;
  const made = [make("span", item.before, { class: "around" })];
  for (let from = 0; from < text.length;) {
    let to = from + 1;
    while (to < text.length && at[to] === at[from]) to++;
    const words = text.slice(from, to).join("");
    const span = at[from];
    made.push(span
      ? make("mark", words, { class: `f-${span.field}`, "data-label": labels.fields[span.field] || span.field })
      : document.createTextNode(words));
    from = to;
  }
  made.push(make("span", item.after, { class: "around" }));
  return made;
}

function facts(event, labels) {
  const rows = [[labels.headings.who, summary(event, labels)]];
  rows.push([labels.headings.when, event.date ? event.date + (event.date_end ? ` – ${event.date_end}` : "") : labels.unknown.none]);
  rows.push([labels.headings.where, event.place ? event.place + (event.place_country ? ` (${event.place_country})` : "") : labels.unknown.none]);
  if (event.sources.length) rows.push([labels.headings.according_to, names(event.sources, labels)]);
  const toll = ["killed", "injured", "arrested"].filter((f) => event[f] !== null).map((f) => `${event[f]} ${labels.fields[f]}`);
  if (toll.length) rows.push([labels.headings.toll, toll.join(", ")]);
  return rows.flatMap(([name, value]) => {
    const told = make("dd");
    told.append(isolated(value));
    return [make("dt", name), told];
  });
}

export function show(item, labels, said, percent) {
  const { event } = item;
  const title = document.getElementById("case-title");
  title.replaceChildren(make("span", "", { class: `side ${event.quad <= 2 ? "cooperation" : "conflict"}` }), act(event, labels));
  const badges = [make("span", labels.statuses[event.status] || event.status, { class: "badge" }), make("span", percent(event.confidence), { class: "badge" })];
  if (item.verdict) badges.push(make("span", said[`review_${item.verdict}`] || said[item.verdict] || item.verdict, { class: `badge ${item.verdict}` }));
  document.getElementById("case-badges").replaceChildren(...badges.flatMap((b) => [b, " "]));
  document.getElementById("case-text").replaceChildren(...marked(item, labels));
  document.getElementById("case-facts").replaceChildren(...facts(event, labels));
  const link = make("a", "", { href: `/events/${encodeURIComponent(event.id)}`, target: "_blank", rel: "noopener" });
  link.append(isolated(event.title || event.id));
  const source = [event.outlet, event.published].filter(Boolean).join(", ");
  document.getElementById("case-source").replaceChildren(`${said.before} `, link, source ? " · " : "", isolated(source));
}

export { make, isolated };
