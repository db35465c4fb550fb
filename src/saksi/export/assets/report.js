// Words and cards of a report lead to each other.
"use strict";
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const wide = matchMedia("(min-width: 52rem)");

  const pairs = (text) => (text || "").split(" ").filter(Boolean).map((pair) => {
    const cut = pair.indexOf(":");
    return { ref: pair.slice(0, cut), field: decodeURIComponent(pair.slice(cut + 1)) };
  });

  function wire(report) {
    const fieldNames = JSON.parse(report.dataset.fields);
    const words = new Map();
    const pickers = new Map();
    const add = (map, key, value) => { if (!map.has(key)) map.set(key, []); map.get(key).push(value); };
    const segments = [...report.querySelectorAll(".seg[data-refs]")];
    for (const segment of segments) {
      const opens = new Set(pairs(segment.dataset.opens).map((p) => p.ref + ":" + p.field));
      for (const { ref, field } of pairs(segment.dataset.refs)) {
        add(words, ref, { segment, field, first: opens.has(ref + ":" + field) });
      }
    }
    for (const picker of report.querySelectorAll("[data-pick]")) {
      for (const ref of picker.dataset.pick.split(" ")) add(pickers, ref, picker);
    }
    const numbers = new Map([...report.querySelectorAll(".card")].map((c) => [c.dataset.pick, c.dataset.number]));
    const say = report.querySelector(".say");
    let chosen = [];

    function paint(refs, name, fields = null) {
      for (const lit of report.querySelectorAll("." + name)) lit.classList.remove(name);
      for (const ref of refs) {
        for (const { segment, field } of words.get(ref) || []) if (!fields || fields.includes(field)) segment.classList.add(name);
        for (const picker of pickers.get(ref) || []) picker.classList.add(name);
      }
    }
    // The row of a card under the pointer: the event and the fields whose words it stands for.
    function rowOf(target) {
      const row = target.closest("[data-fields]");
      const card = row && row.closest(".card");
      return card && !target.closest(".chip[data-pick]") ? { ref: card.dataset.pick, fields: row.dataset.fields.split(" ") } : null;
    }
    function label(refs) {
      for (const segment of segments) delete segment.dataset.label;
      const told = new Map();
      for (const ref of refs) {
        if (ref.startsWith("e")) continue;
        for (const { segment, field, first } of words.get(ref) || []) {
          if (!first) continue;
          const name = fieldNames[field] || field;
          add(told, segment, refs.length > 1 ? (numbers.get(ref) || "") + " " + name : name);
        }
      }
      for (const [segment, names] of told) segment.dataset.label = [...new Set(names)].join(" · ");
    }
    function choose(refs) {
      chosen = refs;
      paint([], "hover");
      paint(refs, "on");
      label(refs);
      for (const button of report.querySelectorAll("[aria-pressed][data-state]")) {
        button.setAttribute("aria-pressed", String(refs.includes(button.dataset.state)));
      }
      const count = new Set(refs.flatMap((r) => (words.get(r) || []).map((w) => w.segment))).size;
      const names = refs.map((r) => { const c = report.querySelector(`.card[data-pick="${r}"] .pick`); return c ? c.textContent.trim() : ""; });
      if ("linked" in report.dataset && report.querySelector(`.card[data-pick="${refs[0]}"]`)) {
        history.replaceState(null, "", `#${report.id}-${refs[0]}`);
      }
      say.textContent = refs.length ? `${names.filter(Boolean).join("; ")} ${say.dataset.selected} ${count}` : say.dataset.cleared;
    }
    function inView(element) {
      const box = element.getBoundingClientRect();
      return box.top >= 40 && box.bottom <= innerHeight - 20;
    }
    const glide = (element, block) => element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
    function toText(refs, fields = null) {
      const lit = refs.flatMap((r) => words.get(r) || []).filter((w) => !fields || fields.includes(w.field)).map((w) => w.segment);
      if (!lit.length || lit.some(inView)) return;
      const act = refs.flatMap((r) => words.get(r) || []).find((w) => w.field === "trigger" || w.field === "cue");
      glide(act && !fields ? act.segment : lit[0], "center");
    }
    function toCard(refs) {
      const card = report.querySelector(`.card[data-pick="${refs[0]}"]`);
      if (!card) return;
      const panel = card.closest(".panel");
      if (wide.matches) {
        panel.scrollTo({ top: card.offsetTop - panel.offsetTop - 8, behavior: calm ? "auto" : "smooth" });
      } else {
        glide(card, "center");
      }
      card.querySelector(".pick").focus({ preventScroll: true });
    }
    // A word leads to the events whose act it names, else to the statement it introduces, else to whatever holds it.
    function behind(segment) {
      const all = pairs(segment.dataset.refs);
      const only = (test) => [...new Set(all.filter(test).map((p) => p.ref))];
      for (const test of [
        (p) => p.field === "trigger", (p) => p.field === "cue", (p) => p.ref.startsWith("v"),
        (p) => p.ref.startsWith("s"), (p) => p.ref.startsWith("e"), () => true,
      ]) {
        const refs = only(test);
        if (refs.length) return refs;
      }
      return [];
    }
    const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
    function press(target) {
      const segment = target.closest(".seg[data-refs]");
      if (segment) {
        const refs = behind(segment);
        choose(refs);
        toCard(refs);
        return true;
      }
      const picker = target.closest("[data-pick]");
      if (!picker) return false;
      const card = picker.classList.contains("card");
      const row = card && rowOf(target);
      if (row) { choose([row.ref]); toText([row.ref], row.fields); return true; }
      if (card && !wide.matches && !target.closest(".pick")) return false;
      const refs = picker.dataset.pick.split(" ");
      if (same(refs, chosen)) { choose([]); return true; }
      choose(refs);
      toText(refs);
      if (!card && wide.matches && picker.closest(".figures")) {
        const found = report.querySelector(`.card[data-pick="${refs[0]}"]`);
        if (found) {
          const panel = found.closest(".panel");
          panel.scrollTo({ top: found.offsetTop - panel.offsetTop - 8, behavior: calm ? "auto" : "smooth" });
        }
      }
      return true;
    }
    report.addEventListener("click", (event) => {
      if (event.target.closest("a, summary, .legend") || String(getSelection())) return;
      if (!press(event.target) && event.target.closest(".text")) choose([]);
    });
    for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
      report.addEventListener(kind, (event) => {
        if (event.pointerType === "touch") return;
        const segment = event.target.closest(".seg[data-refs]");
        const picker = event.target.closest("[data-pick]");
        const row = on && rowOf(event.target);
        report.classList.toggle("aiming", Boolean(row));
        if (row) paint([row.ref], "hover", row.fields);
        else paint(!on ? [] : segment ? behind(segment) : picker ? picker.dataset.pick.split(" ") : [], "hover");
      });
    }
    // One tab stop for all marks in the text; arrows walk from mark to mark.
    const stops = [...report.querySelectorAll(".seg[tabindex]")];
    report.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { choose([]); return; }
      const element = event.target;
      if ((event.key === "Enter" || event.key === " ") && element.matches("[role=button]")) {
        event.preventDefault();
        press(element);
        return;
      }
      const at = stops.indexOf(element);
      if (at < 0) return;
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
      if (next === undefined || !stops[next]) return;
      event.preventDefault();
      element.tabIndex = -1;
      stops[next].tabIndex = 0;
      stops[next].focus();
    });
    // Where each report has a page of its own, the address names what is chosen.
    function follow() {
      const wanted = location.hash.slice(report.id.length + 2);
      if (!location.hash.startsWith(`#${report.id}-`) || !report.querySelector(`.card[data-pick="${CSS.escape(wanted)}"]`)) return;
      choose([wanted]);
      toText([wanted]);
      toCard([wanted]);
    }
    if ("linked" in report.dataset) {
      addEventListener("hashchange", follow);
      follow();
    }
    for (const button of report.querySelectorAll(".legend button")) {
      button.addEventListener("click", () => {
        const shown = button.getAttribute("aria-pressed") === "true";
        button.setAttribute("aria-pressed", String(!shown));
        report.querySelector(".text").classList.toggle("no-" + button.dataset.kind, shown);
      });
    }
  }

  document.querySelectorAll(".report").forEach(wire);
})();
