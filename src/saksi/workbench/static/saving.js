// Decisions on their way to the record: sent in the background in their order, kept in the browser until they arrived.
// An act has a name of its own, so that one sent twice is kept once.
const KEPT = "saksi-unsaved";

export function newAct() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}

export async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Saksi-Proof": document.body.dataset.proof },
    body: JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  return { status: answer.status, told };
}

export class Saver {
  // `onKept(job, reviews)`, `onRefused(job, status, why)` and `onChange(waiting)` tell the page how it goes.
  constructor({ onKept, onRefused, onChange }) {
    Object.assign(this, { onKept, onRefused, onChange });
    this.jobs = this.#kept();
    this.running = false;
    addEventListener("online", () => this.#run());
    addEventListener("beforeunload", (event) => { if (this.jobs.length) event.preventDefault(); });
    this.#run();
  }

  add(path, body) {
    const job = { path, body };
    this.jobs.push(job);
    this.#keep();
    this.onChange(this.jobs.length);
    this.#run();
    return job;
  }

  // Resolves when nothing waits any more.
  async empty() {
    while (this.jobs.length) await new Promise((done) => setTimeout(done, 30));
  }

  async #run() {
    if (this.running) return;
    this.running = true;
    let pause = 300;
    while (this.jobs.length) {
      this.onChange(this.jobs.length);
      const job = this.jobs[0];
      try {
        const { status, told } = await send(job.path, job.body);
        if (status >= 500 || status === 429) throw new Error(String(status));
        this.jobs.shift();
        this.#keep();
        if (status < 300) this.onKept(job, told);
        else this.onRefused(job, status, told.detail || String(status));
        pause = 300;
      } catch {
        // No way through: try again, ever more rarely.
        await new Promise((done) => setTimeout(done, pause));
        pause = Math.min(pause * 2, 15000);
      }
    }
    this.running = false;
    this.onChange(0);
  }

  #keep() {
    try {
      if (this.jobs.length) localStorage.setItem(KEPT, JSON.stringify(this.jobs));
      else localStorage.removeItem(KEPT);
    } catch { /* the browser keeps nothing; the page still does */ }
  }

  #kept() {
    try { return JSON.parse(localStorage.getItem(KEPT) || "[]"); } catch { return []; }
  }
}
