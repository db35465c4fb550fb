// The filter bar: empty fields stay out of the address, one list of choices is open at a time.
export function wireFilters() {
  for (const form of document.querySelectorAll("form.filters")) {
    form.addEventListener("submit", () => {
      const empty = [...form.elements].filter((e) => e.name && !e.value && !e.disabled);
      for (const field of empty) field.disabled = true;
      // Back from the next page the form is whole again.
      addEventListener("pageshow", () => { for (const field of empty) field.disabled = false; }, { once: true });
    });
    const lists = [...form.querySelectorAll(".choice details")];
    for (const list of lists) {
      list.addEventListener("toggle", () => { if (list.open) for (const other of lists) if (other !== list) other.open = false; });
    }
    form.addEventListener("keydown", (event) => {
      const open = lists.find((l) => l.open);
      if (event.key === "Escape" && open) { open.open = false; open.querySelector("summary").focus(); }
    });
    document.addEventListener("click", (event) => { for (const list of lists) if (!list.contains(event.target)) list.open = false; });
  }
}
