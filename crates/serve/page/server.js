// Talking with the server: a question is asked, and its answers come as they are found. If the server goes away
// the page asks again until it is back.
import { question } from "./state.js";

export async function get(path) {
  const response = await fetch(path);
  const told = await response.json();
  if (!response.ok) throw Object.assign(new Error(told.error?.code ?? response.status), { told: told.error, status: response.status });
  return told;
}

export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  const told = await response.json();
  if (!response.ok) throw Object.assign(new Error(told.error?.code ?? response.status), { told: told.error, status: response.status });
  return told;
}

let events = null;
let turn = 0;
let retry = null;
// The question that was asked last, as a text and by its key. One is under way at a time, so that the server is
// always told which one the page moves on from, and works on no other.
let asked = null, key = null, under = false;

/** Asks what the state says; answers, faults and the state of the line go to `to`. */
export async function ask(to) {
  const text = JSON.stringify(question());
  if (!under && text === asked && key !== null && events?.readyState !== EventSource.CLOSED) { to.same(); return; }
  turn += 1;
  clearTimeout(retry);
  if (under) return;
  const own = turn;
  const again = () => {
    if (own !== turn) return;
    to.line("lost");
    asked = null;
    retry = setTimeout(() => ask(to), 1000);
  };
  under = true;
  try {
    const told = await post("/explore/ask", { ...JSON.parse(text), instead: key });
    [asked, key] = [text, told.key];
    events?.close();
    if (own !== turn) return;
    to.line(null);
    to.asked(told);
    events = new EventSource(`/explore/${told.key}/live`);
    events.onmessage = (event) => { if (own === turn) to.answer(JSON.parse(event.data)); };
    events.onopen = () => to.line(null);
    events.onerror = () => { events.close(); again(); };
  } catch (error) {
    if (own !== turn) return;
    asked = null;
    if (error.told && error.status < 500) to.refused(error.told);
    else again();
  } finally {
    under = false;
    // What was moved meanwhile is asked now.
    if (own !== turn) ask(to);
  }
}
