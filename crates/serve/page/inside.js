// Inside a community: its cadres, queue and accounts in both histories; and one life in both, as a story.
import { el, fill, plain } from "./dom.js";
import { scrub, when } from "./line.js";
import { get } from "./server.js";
import { say, word } from "./words.js";

const dialog = document.getElementById("inside");
const close = () => el("form", { method: "dialog" }, el("button", { class: "close", "aria-label": word("close") }, "×"));

function open(...children) {
  fill(dialog, close(), ...children);
  if (!dialog.open) dialog.showModal();
}

const failed = (error) => open(el("p", { class: "warning", role: "alert" }, error.told ? say(error.told.message) : word("lost")));

export async function openCommunity(answer, code) {
  open(el("p", {}, word("opening")));
  let told;
  try { told = await get(`/explore/${answer.key}/community?code=${encodeURIComponent(code)}`); } catch (error) { failed(error); return; }
  const months = told.today.length;
  const slider = el("input", { type: "range", id: "inside-month", min: 1, max: months, ".value": String(Math.min(scrub.month ?? months, months)) });
  const at = el("p", { class: "readout" });
  const both = el("div", { class: "two" });
  const show = () => {
    const month = Number(slider.value);
    at.textContent = when(month, answer.burn_in);
    slider.setAttribute("aria-valuetext", at.textContent);
    fill(both, history(told, "today", month), history(told, "mine", month));
  };
  slider.addEventListener("input", show);
  open(el("h2", {}, say(told.name), " ", el("small", {}, `${say(told.zone)} · ${told.adults} ${word("adults")} · ${word("seed")} ${told.seed}`)),
    el("p", { class: "about" }, word("one_history")),
    el("div", { class: "scrub" }, el("label", { for: "inside-month" }, word("month")), slider), at, both,
    el("p", { class: "about" }, word("names_are")));
  show();
}

function history(told, which, month) {
  const of = told[which][month - 1];
  const row = (seat) => {
    const name = seat.holder ? say(told.names[seat.number]) : word("vacant");
    const [burnout, skill, tenure] = seat.holder ?? [];
    return el("tr", { class: seat.holder ? "" : "vacant" }, el("th", { scope: "row" }, name), el("td", {}, word(`role_${seat.role}`)),
      ...[burnout, skill].map((value) => el("td", { class: "number" }, value === undefined ? "–" : value.toFixed(2))),
      el("td", { class: "number" }, tenure === undefined ? "–" : Math.round(tenure)));
  };
  const money = of.accounts.map((yuan, at) => [told.accounts[at], yuan]).filter(([, yuan]) => Math.abs(yuan) >= 0.5);
  const filled = of.posts.filter((post) => post.holder).length;
  return el("section", { class: which === "today" ? "tone-0" : "tone-1" },
    el("h3", {}, word(which)),
    el("p", {}, word("cadres_of", { n: filled, all: of.posts.length }), " · ", el("b", {}, of.queue), ` ${word("waiting")}`,
      of.queue ? ` (${word("oldest", { n: of.oldest })})` : "", of.paid_share < 0.999 ? ` · ${word("paid", { n: Math.round(of.paid_share * 100) })}` : ""),
    el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, ["cadre", "role", "burnout", "skill", "tenure"].map((head) => el("th", { scope: "col" }, word(head))))),
      el("tbody", {}, of.posts.map(row)))),
    el("h4", {}, word("accounts")),
    money.length ? el("dl", {}, money.flatMap(([name, yuan]) => [el("dt", {}, say(name)), el("dd", { class: "number" }, `${Math.round(yuan).toLocaleString("en")} ${word("yuan")}`)]))
      : el("p", {}, word("empty")));
}

export async function openLives(answer) {
  open(el("p", {}, word("opening")));
  let told;
  try { told = await get(`/explore/${answer.key}/lives`); } catch (error) { failed(error); return; }
  const button = (of, kind) => el("li", {}, el("button", { type: "button", class: "life", "data-life": kind, onclick: () => openLife(answer, of, kind) }, say(of.name), " ",
    el("small", {}, `${of.code}/${of[kind]}`)), of.took ? ` ${word("took_part", { here: of.took[0], there: of.took[1] })}` : "");
  open(el("h2", {}, word("lives")),
    el("p", { class: "about" }, word("lives_about", { all: told.all, same: told.same, seed: told.seed })),
    told.residents.length ? null : el("p", {}, word("nobody_apart")),
    el("ul", { class: "lives" }, told.residents.map((of) => button(of, "resident"))),
    told.posts.length ? [el("h3", {}, word("posts")), el("ul", { class: "lives" }, told.posts.map((of) => button(of, "post")))] : null,
    el("p", { class: "about" }, word("names_are")));
}

async function openLife(answer, of, kind) {
  open(el("p", {}, word("opening")));
  let told;
  try { told = await get(`/explore/${answer.key}/life?code=${encodeURIComponent(of.code)}&${kind}=${of[kind]}`); } catch (error) { failed(error); return; }
  open(el("h2", {}, say(told.name)),
    el("button", { type: "button", class: "quiet", onclick: () => openLives(answer) }, `← ${word("lives")}`),
    el("div", { class: "story" }, told.story.map((part) => el("p", {}, say(part)))),
    el("div", { class: "minis" }, told.measures.map((name, at) => mini(say(name), told.months.map((two) => [two[0][at], two[1][at]])))),
    el("h3", {}, word("steps")),
    el("ol", { class: "steps" }, told.steps.map((step) => el("li", {}, el("b", {}, word("month_short", { n: step.month })), " ", say(step.what)))),
    el("p", { class: "about" }, word("names_are")));
}

/** A small picture of a number in both histories. */
function mini(name, pairs) {
  const all = pairs.flat().filter((value) => value !== null && value !== undefined);
  if (!all.length) return null;
  const [low, high] = [Math.min(...all), Math.max(...all, Math.min(...all) + 1e-9)];
  const x = (month) => 2 + (month / Math.max(1, pairs.length - 1)) * 216;
  const y = (value) => 62 - ((value - low) / (high - low)) * 56;
  const path = (which) => {
    let text = "", begun = false;
    pairs.forEach((pair, month) => {
      const value = pair[which];
      if (value === null || value === undefined) { begun = false; return; }
      text += `${begun ? "L" : "M"}${x(month).toFixed(1)} ${y(value).toFixed(1)}`;
      begun = true;
    });
    return text;
  };
  const last = [0, 1].map((which) => [...pairs].reverse().find((pair) => pair[which] !== null)?.[which]);
  const said = `${name}: ${word("today")} ${plain(last[0]?.toFixed(3) ?? null)}, ${word("mine")} ${plain(last[1]?.toFixed(3) ?? null)}`;
  return el("figure", {}, el("figcaption", {}, said), el("svg", { viewBox: "0 0 220 66", role: "img", "aria-label": said },
    el("g", { class: "tone-0" }, el("path", { class: "line", d: path(0) })), el("g", { class: "tone-1" }, el("path", { class: "line", d: path(1) }))));
}
