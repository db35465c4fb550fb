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
  const begins = item.start - letters(item.before).length, ends = item.start + text.length + letters(item.after).length;
  const made = [make("span", (begins > 0 ? "… " : "") + item.before, { class: "around" })];
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
  made.push(make("span", item.after + (ends < item.length ? " …" : ""), { class: "around" }));
  return made;
}

// Each field with the words that it was read from, wherever in the article they stand.
function facts(item, labels) {
  return item.facts.flatMap(({ label, value, words, note }) => {
    const told = make("dd");
    if (value) told.append(isolated(value));
    else told.append(make("span", labels.unknown.none + (note ? `: ${note}` : ""), { class: "unsaid" }));
    for (const quoted of words) { const q = make("q"); q.append(isolated(quoted)); told.append(" ", q); }
    if (value && note) told.append(" ", make("span", note, { class: "unsaid" }));
    return [make("dt", label), told];
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
  document.getElementById("case-facts").replaceChildren(...facts(item, labels));
  const link = make("a", "", { href: `/events/${encodeURIComponent(event.id)}`, target: "_blank", rel: "noopener" });
  link.append(isolated(event.title || event.id));
  const source = [event.outlet, item.published].filter(Boolean).join(", ");
  document.getElementById("case-source").replaceChildren(`${said.before} `, link, source ? " · " : "", isolated(source));
}

export { make, isolated, letters };
