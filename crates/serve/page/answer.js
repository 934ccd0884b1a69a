// The answer: packages beside today, outcome by outcome, as far as it is known.
import { el, fromServer } from "./dom.js";
import { state } from "./state.js";
import { language, say, titled, word } from "./words.js";

const KINDS = [
  ["better_on", ["better", "better_small"]],
  ["worse_on", ["worse", "worse_small"]],
  ["unclear_on", ["not_clear"]],
  ["alike_on", ["no_difference", "same"]],
  ["changed_on", ["higher", "lower", "higher_small", "lower_small"]],
];

/** In one line: on how many outcomes what can be said. */
export function inShort(rows) {
  const parts = KINDS.map(([name, verdicts]) => [name, rows.filter((row) => verdicts.includes(row.verdict)).length]);
  return parts.filter(([, n]) => n > 0).map(([name, n]) => word(name, { n })).join(language === "zh" ? "，" : ", ");
}

/** Whether there are so few histories that each is told, and nothing of how sure it is. */
const isFew = (rows) => rows.some((row) => row.each.length > 0);

/** What each history shows, with the unit that the difference will have. */
const toldEach = (row) => `${row.each.join(language === "zh" ? "，" : ", ")}${row.change.en.includes(" points") ? word("points") : ""}`;

/** Whether more histories are coming. */
export const isOpen = (answer) => answer.seeds < answer.target;

export function drawStatus(answer) {
  const parts = [];
  const gaps = { n: answer.seeds, all: answer.target };
  parts.push(word(isOpen(answer) ? "seeds_of" : "seeds_done", gaps));
  if (answer.worlds > 0) parts.push(word("worlds_of", { n: answer.worlds, all: answer.all_worlds }));
  const total = answer.target + answer.all_worlds;
  return el("div", { class: "status" },
    el("progress", { max: total, ".value": answer.seeds + answer.worlds, "aria-label": parts.join(", ") }),
    el("span", { id: "histories", "data-seeds": answer.seeds, "data-worlds": answer.worlds }, parts.join(" · ")));
}

export function drawPackages(answer, told, take, drop) {
  return answer.packages.map((of, at) => el("section", { class: `package tone-${at + 1}`, "data-package": of.name },
    el("h2", {}, at === 0 ? word("mine") : titled(state.pins[at - 1]?.title ?? of.name),
      at > 0 ? [" ", el("button", { type: "button", class: "quiet", onclick: () => take(at - 1) }, word("take_up")),
        " ", el("button", { type: "button", class: "quiet", onclick: () => drop(at - 1) }, word("unpin"))] : null),
    sets(told?.packages[at]?.sets ?? []),
    of.same ? el("p", { class: "short" }, say(of.same)) : el("p", { class: "short" }, el("strong", {}, isFew(of.rows) ? word("first_look", { n: answer.seeds }) : inShort(of.rows)),
      isOpen(answer) ? ` (${word("so_far")})` : ""),
    of.same ? null : table(of, isOpen(answer))));
}

function sets(sentences) {
  if (!sentences.length) return el("p", { class: "about" }, word("nothing_set"));
  const shown = sentences.map((told) => el("li", {}, say(told)));
  return el("ul", { class: "sets" }, shown.slice(0, 6), shown.length > 6
    ? el("li", {}, el("details", {}, el("summary", {}, `+ ${shown.length - 6}`), el("ul", {}, shown.slice(6)))) : null);
}

function table(of, open) {
  const head = ["outcome", "today", "mine"].map((name) => el("th", { scope: "col" }, word(name)));
  return el("table", { class: `beside${open ? " open" : ""}` },
    el("thead", {}, el("tr", {}, head, el("th", { scope: "col" }, word("worse_better")),
      el("th", { scope: "col" }, word(isFew(of.rows) ? "difference_each" : "difference")), el("th", { scope: "col" }, word("verdict")))),
    el("tbody", {}, of.rows.map((row) => el("tr", { "data-metric": row.metric, "data-verdict": row.verdict },
      el("th", { scope: "row" }, say(row.name)),
      el("td", { class: "number was-now", "data-head": word("today") }, row.today),
      el("td", { class: "number", "data-head": word("mine") }, row.mine),
      el("td", { class: "mark" }, fromServer(row.mark)),
      el("td", { class: "number change" }, row.each.length ? toldEach(row) : say(row.change)),
      el("td", {}, row.each.length ? el("span", { class: "word early" }, word("too_few"))
        : el("span", { class: `word ${row.verdict}` }, `${row.symbol} ${say(row.said)}`),
        row.doubts ? el("p", { class: "doubts" }, say(row.doubts)) : null)))));
}
