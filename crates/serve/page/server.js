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

/** Asks what the state says; answers, faults and the state of the line go to `to`. */
export async function ask(to) {
  turn += 1;
  const own = turn;
  clearTimeout(retry);
  const again = () => {
    if (own !== turn) return;
    to.line("lost");
    retry = setTimeout(() => ask(to), 1000);
  };
  try {
    const told = await post("/explore/ask", question());
    if (own !== turn) return;
    events?.close();
    to.line(null);
    to.asked(told);
    events = new EventSource(`/explore/${told.key}/live`);
    events.onmessage = (event) => { if (own === turn) to.answer(JSON.parse(event.data)); };
    events.onopen = () => to.line(null);
    events.onerror = () => { events.close(); again(); };
  } catch (error) {
    if (own !== turn) return;
    if (error.told && error.status < 500) to.refused(error.told);
    else again();
  }
}
