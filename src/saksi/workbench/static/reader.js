// Why each event was read so: the article is read once more when that is first asked for, and all cards are told.
let asked = null;

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

for (const why of document.querySelectorAll("details.why[data-why]")) {
  why.addEventListener("toggle", async () => {
    if (!why.open || !why.dataset.why) return;
    const again = why.querySelector("p");
    again.setAttribute("role", "status");
    asked ||= fetched(why.dataset.why);
    try {
      const page = await asked;
      for (const mine of document.querySelectorAll("details.why[data-why]")) {
        const card = page.getElementById(mine.closest(".card").id);
        mine.querySelector("p").replaceWith(...card.querySelector(".why").children.length > 1 ? [card.querySelector(".why > :not(summary)")] : []);
        delete mine.dataset.why;
      }
    } catch {
      asked = null;  // the link below the summary leads to the same by itself
    }
  });
}
