// Pictures by keyboard: one stop of the Tab key for a picture, arrow keys from mark to mark in it, Home and End to its ends.
for (const picture of document.querySelectorAll("[data-roving]")) {
  const marks = [...picture.querySelectorAll("a")];
  if (!marks.length) continue;
  const rest = (mark) => { for (const other of marks) other.setAttribute("tabindex", other === mark ? "0" : "-1"); };
  rest(marks[0]);
  picture.addEventListener("focusin", (event) => { const mark = event.target.closest("a"); if (mark) rest(mark); });
  picture.addEventListener("keydown", (event) => {
    const now = marks.indexOf(document.activeElement);
    if (now < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = next(picture, marks, now, event.key);
    if (to === undefined) return;
    event.preventDefault();
    marks[to].focus();
  });
}

function next(picture, marks, now, key) {
  const last = marks.length - 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (picture.dataset.roving === "grid" && (key === "ArrowUp" || key === "ArrowDown")) {
    // In a table straight up or down to the next cell that has a mark.
    const step = key === "ArrowDown" ? 1 : -1;
    const cell = marks[now].closest("td, th");
    const rows = [...picture.tBodies[0].rows];
    for (let row = rows.indexOf(cell.parentElement) + step; rows[row]; row += step) {
      const found = rows[row].cells[cell.cellIndex].querySelector("a");
      if (found) return marks.indexOf(found);
    }
    return undefined;
  }
  if (key === "ArrowRight" || key === "ArrowDown") return Math.min(now + 1, last);
  if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(now - 1, 0);
  return undefined;
}
