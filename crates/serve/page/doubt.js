// Disagree? The assumptions on which the answer hangs most, as sliders: they hold for today too, and packages are
// ranked anew.
import { el, fill, plain } from "./dom.js";
import { about } from "./levers.js";
import { assumption, state } from "./state.js";
import { say, titled, word } from "./words.js";

// Worlds of a new question come late: until then those of the last one are up for dispute.
let known = [];

export function drawDoubt(into, answer, moved) {
  if (answer.drivers.length) known = answer.drivers;
  const named = new Map(known.map((driver) => [driver.setting, driver]));
  const ids = [...new Set([...Object.keys(state.assume), ...named.keys()])].filter((id) => assumption(id));
  const ranked = ranking(answer);
  fill(into, el("h2", {}, word("doubt")), el("p", { class: "about" }, word("doubt_about")),
    ids.length ? el("div", { class: "doubted" }, ids.map((id) => row(id, named.get(id), moved)))
      : el("p", {}, word(answer.worlds > 0 ? "no_driver" : "worlds_wait")),
    ranked.length > 1 ? [el("h3", {}, word("ranked", { metric: say(answer.metrics.find((of) => of.id === state.metric)?.name) })),
      el("ol", { class: "ranked", id: "ranked" }, ranked.map((of) => el("li", {}, el("b", {}, of.title), " ", of.change, " ", el("span", { class: `word ${of.verdict}` }, `${of.symbol} ${of.said}`))))]
      : el("p", { class: "about" }, word("pin_to_rank")));
}

function ranking(answer) {
  const found = answer.packages.map((of, at) => ({ row: of.rows.find((row) => row.metric === state.metric), title: at === 0 ? word("mine") : titled(state.pins[at - 1]?.title ?? of.name) }));
  // To the right is better on every mark, so their order is by what the server says is better.
  const size = ({ row }) => {
    const number = Number.parseFloat(row.change.en);
    return row.verdict.startsWith("worse") ? -Math.abs(number) : row.verdict.startsWith("better") ? Math.abs(number) : 0;
  };
  return found.filter(({ row }) => row).sort((a, b) => size(b) - size(a))
    .map(({ row, title }) => ({ title, change: say(row.change), verdict: row.verdict, symbol: row.symbol, said: say(row.said) }));
}

function row(id, driver, moved) {
  const of = assumption(id);
  const [low, high] = of.worlds ?? of.usual ?? of.range;
  const now = state.assume[id] ?? of.default[0];
  const output = el("output", {}, plain(now));
  const name = `assume-${id}`;
  const slider = el("input", { type: "range", id: name, min: low, max: high, step: "any", ".value": String(now) });
  slider.addEventListener("input", () => { output.textContent = plain(Number(slider.value).toPrecision(3)); });
  slider.addEventListener("change", () => { state.assume[id] = Number(Number(slider.value).toPrecision(3)); moved(true); });
  const back = el("button", { type: "button", class: "quiet", onclick: () => { delete state.assume[id]; moved(true); } }, `↺ ${word("as_assumed")} ${plain(of.default[0])}`);
  back.hidden = !(id in state.assume);
  return el("div", { class: "lever", "data-assume": id }, el("div", { class: "lever-head" }, el("label", { for: name }, say(of.name)), output, back),
    slider, driver ? el("p", { class: "was" }, word(driver.sure ? "explains" : "explains_unsure", { n: Math.round(driver.explains * 100), metric: say(driver.metric) })) : null,
    el("details", { class: "lever-about" }, el("summary", { "aria-label": `${say(of.name)}: ?` }, "?"), about(of)));
}
