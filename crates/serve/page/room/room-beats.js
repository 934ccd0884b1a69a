// The beats of a workshop as cards, whatever brings the answers: a server or the page's own file.
import { el, fill } from "./dom.js";
import { loopPicture } from "./loop-picture.js";
import { axisOf, chart, drawLines, forecaster, shownValue, SIZES, standing } from "./room-chart.js";
import { effortOf, fileOf, isAffordable, isSound, meanOf, numberOf, priceOf, rangeOf, scoreOf, withStep } from "./room-rules.js";
import { say, word } from "./words.js";

const sizeOf = () => (innerWidth < 700 ? SIZES.phone : SIZES.desk);
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const COLON = () => say({ en: ": ", zh: "：" });
const blank = (told) => told.today.lines[0].map((value, at) => (at < told.burn_in ? meanOf(told.today.lines.map((line) => line[at])) : null));
const shownNumber = (goal, number) => shownValue(goal, number / goal.scale);
export const rangeText = (goal, { low, high }) => word("range_text", { low: shownNumber(goal, low), high: shownNumber(goal, high) });

/** A first forecast: where the line is when the policy begins. */
export function firstForecast(told, values) {
  const goal = told.goals[0];
  const last = [...values].reverse().find((value) => value !== null) ?? 0;
  const round = (number) => Number((number * goal.scale).toFixed(goal.decimals));
  return { value: round(last), low: round(last * 0.7), high: round(last * 1.3) };
}

/** The axis of a forecast: from what its card shows, with room for a finger that thinks otherwise. */
const axis = (told, values) => axisOf(told, [], values);

/** The story and the question. */
export function storyCard(told) {
  return [el("h1", {}, say(told.title)), el("p", { class: "story-text" }, say(told.story)),
    el("p", { class: "question" }, el("b", {}, `${word("first_predict")}: `), say(told.question))];
}

/** A forecast by finger or by number; `keep` hears it when it is said and sound. */
export function forecastCard(told, { values, dashed, forecast, keep, changed = () => {}, ready = () => true }) {
  const goal = told.goals[0];
  const of = chart(told, sizeOf(), axis(told, values));
  drawLines(of, [{ values, tone: 0, dashed }]);
  const fields = [["value", "ends_at"], ["low", "at_least"], ["high", "at_most"]];
  const inputs = {};
  const wrong = el("p", { class: "fault", role: "alert" });
  const toFields = () => { for (const [end] of fields) inputs[end].value = String(forecast[end]); };
  for (const [end] of fields) {
    inputs[end] = el("input", { type: "number", id: `forecast-${end}`, step: 10 ** -goal.decimals, inputmode: "decimal",
      oninput: (event) => {
        forecast[end] = event.target.value === "" ? NaN : Number(event.target.value);
        if (isSound(forecast)) wrong.textContent = "";
        changed();
        redraw();
      } });
  }
  const redraw = forecaster(of, forecast, () => { toFields(); changed(); });
  toFields();
  const said = () => {
    wrong.textContent = isSound(forecast) ? "" : word("unsound");
    if (isSound(forecast) && ready()) keep({ ...forecast });
  };
  return [of.svg, el("form", { class: "forecast-fields", novalidate: true, onsubmit: (event) => { event.preventDefault(); said(); } },
    fields.map(([end, label]) => el("label", { for: `forecast-${end}` }, word(label), " ", el("span", { class: "with-unit" }, inputs[end], goal.scale === 100 ? " %" : ""))),
    wrong, el("button", { class: "main", id: "say" }, word("said")))];
}

/** What happens if nothing changes? */
export function predictCard(told, forecast, keep, changed) {
  return [el("h1", {}, say(told.question)), el("p", {}, word("predict_about", { n: Math.round(told.months / 12) })),
    ...forecastCard(told, { values: blank(told), forecast, keep, changed })];
}

/** A bar filled so far, in per cent: set by script, for the server forbids styles in attributes. */
function filled(percent) {
  const bar = el("i");
  bar.style.width = `${Math.max(0, Math.min(100, Math.round(percent)))}%`;
  return bar;
}

/** How much of purse and points a policy takes. */
export function meters(told, digits) {
  const [price, effort] = [priceOf(told, digits), effortOf(told, digits)];
  const meter = (name, n, all, text) => el("div", { class: "meter" }, el("span", { class: "meter-name" }, word(name)),
    el("div", { class: "meter-bar", "aria-hidden": "true" }, filled(all ? (100 * n) / all : 0)),
    el("span", { class: "meter-text" }, text));
  return [meter("purse", price, told.purse, word("of_purse", { n: price.toFixed(1), all: told.purse })),
    meter("efforts", effort, told.efforts, word("of_efforts", { n: effort, all: told.efforts }))];
}

/** The levers; a step beyond purse or points is refused with a word. */
export function leversCard(told, chosen, heard) {
  const refused = el("p", { class: "fault", role: "alert" });
  const into = el("div", { class: "room-levers" });
  const state = el("div", { class: "meters", "aria-live": "polite" });
  const draw = () => {
    fill(state, ...meters(told, chosen.policy));
    for (const [at, lever] of told.levers.entries()) {
      for (const step of [0, 1, 2]) {
        const input = into.querySelector(`#lever-${at}-${step}`);
        input.checked = chosen.policy[at] === String(step);
        const with_ = withStep(chosen.policy, at, step);
        const more = priceOf(told, with_) - priceOf(told, chosen.policy);
        const marks = [];
        if (!input.checked && Math.abs(more) >= 0.05) marks.push(word("yuan_more", { n: `${more > 0 ? "+" : "−"}${Math.abs(more).toFixed(1)}` }));
        if (lever.effort[step]) marks.push(word("effort_n", { n: lever.effort[step] }));
        into.querySelector(`#cost-${at}-${step}`).textContent = marks.join(" · ");
        into.querySelector(`#label-${at}-${step}`).classList.toggle("beyond", !isAffordable(told, with_));
      }
    }
  };
  const choose = (at, step) => {
    const wanted = withStep(chosen.policy, at, step);
    const [price, effort] = [priceOf(told, wanted), effortOf(told, wanted)];
    refused.textContent = "";
    if (price > told.purse) refused.textContent = word("over_purse", { n: price.toFixed(1), all: told.purse });
    else if (effort > told.efforts) refused.textContent = word("over_efforts", { n: effort, all: told.efforts });
    else chosen.policy = wanted;
    draw();
    heard();
  };
  fill(into, told.levers.map((lever, at) => el("fieldset", {},
    el("legend", {}, say(lever.title)),
    el("div", { class: "steps-row" }, [0, 1, 2].map((step) => el("label", { id: `label-${at}-${step}`, class: "step-of" },
      el("input", { type: "radio", name: `lever-${at}`, id: `lever-${at}-${step}`, value: step, onchange: () => choose(at, step) }),
      el("span", {}, say(lever.steps[step])), el("small", { id: `cost-${at}-${step}` })))),
    lever.decides.length ? el("p", { class: "who" }, word("decides", { who: lever.decides.map(say).join(", ") })) : null)));
  // The reason stands with purse and points, which stay in sight.
  const all = [el("div", { class: "meters-held" }, state, refused), into];
  draw();
  return all;
}

/** Choosing, and what the choice is expected to bring. */
export function commitCard(told, chosen, forecast, keep, changed = () => {}) {
  return [el("h1", {}, word("beat_commit")), el("p", {}, word("commit_about")),
    ...leversCard(told, chosen, changed),
    el("h2", {}, word("commit_forecast")),
    ...forecastCard(told, { values: meanLine(told, told.today), dashed: true, forecast, changed, keep: (said) => keep(chosen.policy, said) })];
}

export const meanLine = (told, answer) => answer.lines[0].map((_, at) => meanOf(answer.lines.map((line) => line[at])));

/** Draws an answer month by month in eight seconds; returns how to end it at once. */
export function drawSlowly(of, told, answer, seed, month, done) {
  const lines = [{ values: told.today.lines[seed], tone: 0, dashed: true }, { values: answer.lines[seed], tone: 1 }];
  const begin = Math.max(1, told.burn_in);
  let frame = null, ended = false;
  const at = (until) => {
    drawLines(of, lines, until);
    const events = [word("month_of", { n: until })];
    if (told.elections.some((election) => until >= election && until < election + 3)) events.push(word("election"));
    const [ours, todays] = [answer.lines[seed][until - 1], told.today.lines[seed][until - 1]];
    fill(month, `${events.join(" · ")} · `, el("span", { class: "key tone-1" }, `${word("our_line")} `, el("b", {}, shownValue(of.goal, ours))), " · ",
      el("span", { class: "key tone-0" }, `${word("today_line")} `, el("b", {}, shownValue(of.goal, todays))));
  };
  const finish = () => {
    if (ended) return;
    ended = true;
    cancelAnimationFrame(frame);
    at(told.months);
    done();
  };
  if (still()) { finish(); return finish; }
  let start = null;
  const tick = (now) => {
    start ??= now;
    const share = Math.min(1, (now - start) / 8000);
    at(Math.max(1, Math.round(begin + share * (told.months - begin))));
    if (share < 1) frame = requestAnimationFrame(tick); else finish();
  };
  at(begin);
  frame = requestAnimationFrame(tick);
  return finish;
}

/** All histories as thin lines, and what they say. */
export function allSeeds(of, told, answer, forecast) {
  drawLines(of, [...told.today.lines.map((values) => ({ values, tone: 0, thin: true, dashed: true })),
    ...answer.lines.map((values) => ({ values, tone: 1, thin: true }))]);
  if (forecast) { fill(of.handles); standing(of, forecast); }
}

export function luckText(told, answer, forecast) {
  const goal = told.goals[0];
  const [low, high] = rangeOf(answer.ends);
  const known = answer.ends.filter((end) => end !== null).length;
  const better = answer.ends.filter((end, at) => end !== null && told.today.ends[at] !== null && goal.better * (end - told.today.ends[at]) > 0).length;
  const within = forecast ? answer.ends.filter((end) => end !== null && end * goal.scale >= forecast.low && end * goal.scale <= forecast.high).length : 0;
  const flat = goal.better === 0 || answer.policy === 0;
  return word(flat ? "reveal_all_flat" : "reveal_all", { n: known, low: shownValue(goal, low), high: shownValue(goal, high), better, within });
}

/** Scores of both forecasts, as a table. */
export function scoreTable(told, answer, { predict, commit, round = 1 }) {
  const goal = told.goals[0];
  const rows = [["score_predict", predict, told.today], ["score_commit", commit, answer]].filter(([, said]) => said);
  const scores = rows.map(([, said, of]) => scoreOf(said, of.ends, goal.scale));
  const show = (score) => (score === null ? "–" : score.toFixed(1));
  return el("div", { class: "scroll", tabindex: 0 }, el("table", { class: "scores" },
    el("thead", {}, el("tr", {}, ["", word("you_said"), word("came"), word("scores")].map((head) => el(head ? "th" : "td", head ? { scope: "col" } : {}, head)))),
    el("tbody", {}, rows.map(([name, said, of], at) => el("tr", {}, el("th", { scope: "row" }, word(name)),
      el("td", { class: "number" }, shownNumber(goal, said.value), el("small", {}, ` (${rangeText(goal, said)})`)),
      el("td", { class: "number" }, shownValue(goal, meanOf(of.ends))), el("td", { class: "number" }, el("b", {}, show(scores[at])))))),
    // Later rounds are scored apart: what was predicted before belongs to the first.
    rows.length === 2 && round === 1 ? el("tfoot", {}, el("tr", {}, el("th", { scope: "row", colspan: 3 }, word("score_total")), el("td", { class: "number" }, el("b", {}, show(scores.every((of) => of !== null) ? scores[0] + scores[1] : null))))) : null));
}

/** What a policy sets, in words. */
export const policyWords = (told, digits) => told.levers.filter((_, at) => digits[at] !== "0").map((lever) => `${say(lever.title)}${COLON()}${say(lever.steps[digits[told.levers.indexOf(lever)]])}`);

/** The reveal: slow line, then all histories, then scores. */
export function revealCard(told, answer, mine) {
  const of = chart(told, sizeOf(), axisOf(told, [answer]));
  const month = el("p", { class: "readout", id: "reveal-month" });
  const after = el("div", { id: "after-reveal", "aria-live": "polite" });
  const about = el("p", {}, word("reveal_one", { n: told.seeds[0] }));
  const skip = el("button", { type: "button", id: "skip-reveal", onclick: () => finish() }, word("skip"));
  if (mine.commit) standing(of, mine.commit);
  const then = () => {
    skip.remove();
    fill(after, el("button", { type: "button", class: "main", id: "all-seeds", onclick: () => {
      allSeeds(of, told, answer, mine.commit);
      fill(about, luckText(told, answer, mine.commit));
      fill(month);
      fill(after, el("h2", {}, word("scores")), el("p", { class: "about" }, word("score_about")), scoreTable(told, answer, mine));
    } }, word("all_seeds")));
  };
  const finish = drawSlowly(of, told, answer, 0, month, then);
  return [el("h1", {}, word("beat_reveal")), chosenText(told, mine.policy), about, of.svg, month, skip, after];
}

export function chosenText(told, digits) {
  const words = policyWords(told, digits);
  return el("p", { class: "chosen" }, el("b", {}, `${word("our_policy")}${COLON()}`), words.length ? words.join(" · ") : word("chosen_today"));
}

/** In how many histories an outcome moved which way; each is held against itself without the policy. */
const outcomeWord = (goal, [higher, lower, n], suffix = "") => {
  if (n === 0) return ["", "–"];
  if (higher === 0 && lower === 0) return ["=", word(`same_in${suffix}`, { n })];
  const k = Math.max(higher, lower), rises = higher >= lower;
  const names = goal.better === 0 ? ["higher_in", "lower_in"] : goal.better > 0 ? ["better_in", "worse_in"] : ["worse_in", "better_in"];
  return [rises ? "▲" : "▼", word(`${names[rises ? 0 : 1]}${suffix}`, { k, n })];
};

/** Why: outcomes on the way, who gained and lost, the lesson, both doubts. */
export function whyCard(told, answer, digits, { hasLesson = true } = {}) {
  const all = [...told.goals, ...told.watch];
  const cell = (goal, [mean, low, high], head) => el("td", { class: "number", "data-head": word(head) }, el("b", {}, shownValue(goal, mean)), el("small", {}, ` (${word("range_text", { low: shownValue(goal, low), high: shownValue(goal, high) })})`));
  const same = numberOf(digits) === 0;
  const table = el("table", { class: "watch" }, el("thead", {}, el("tr", {}, ["outcome", "today_line", "our_line", "verdict"].map((head) => el("th", { scope: "col" }, word(head))))),
    el("tbody", {}, all.map((goal, at) => {
      const [sign, said] = outcomeWord(goal, answer.moved[at]);
      return el("tr", {}, el("th", { scope: "row" }, say(goal.name), goal.scale === 100 || say(goal.unit) === "" ? "" : el("small", {}, ` ${say(goal.unit)}`)),
        cell(goal, told.today.means[at], "today_line"), cell(goal, answer.means[at], "our_line"), el("td", { class: "said" }, same ? "" : `${sign} ${said}`));
    })));
  const who = el("div", { id: "who" });
  const chooser = el("select", { id: "who-outcome", onchange: () => drawWho() }, told.lived.map((of, at) => el("option", { value: at, selected: of.id === "satisfaction" }, say(of.name))));
  const percent = (share) => (share === null ? "–" : `${(100 * share).toFixed(0)} %`);
  const drawWho = () => fill(who, el("div", { class: "scroll", tabindex: 0 }, el("table", { class: "who-table" },
    el("thead", {}, el("tr", {}, ["group", "loses", "gains"].map((head) => el("th", { scope: "col" }, word(head))))),
    el("tbody", {}, answer.fares.map((group) => {
      const [better, worse] = group.outcomes[Number(chooser.value)];
      const bar = (share, name) => el("div", { class: `share ${name}`, "aria-hidden": "true" }, filled(100 * (share ?? 0)));
      return el("tr", {}, el("th", { scope: "row" }, `${say(group.zone)}${say({ en: ", ", zh: "，" })}${say(group.who)}`, el("small", {}, ` ${group.residents}`)),
        el("td", { class: "number" }, bar(worse, "loses"), percent(worse)), el("td", { class: "number" }, bar(better, "gains"), percent(better)));
    })))));
  if (!same) drawWho();
  return [el("h1", {}, word("beat_why")), chosenText(told, digits),
    el("h2", {}, word("why_head")), el("p", { class: "about" }, word("why_table", { n: told.seeds.length })), el("div", { class: "scroll", tabindex: 0 }, table),
    same ? null : loopPart(told, answer, digits),
    same ? null : lifePart(told, answer),
    same ? null : [el("h2", {}, word("who_head")), el("p", { class: "about" }, word("who_about")), el("p", {}, el("label", { for: "who-outcome" }, `${word("who_outcome")} `), chooser), who],
    hasLesson && told.lesson ? [el("h2", {}, word("lesson")), el("p", { class: "lesson" }, say(told.lesson))] : null, el("p", { class: "about" }, word("doubts"))];
}

/** The table from levers to goal for a wall: means of today and with the policy, and in how many histories. */
export function wallWhy(told, answer, name) {
  const all = [...told.goals, ...told.watch];
  return el("table", { class: "wall-why" }, el("thead", {}, el("tr", {}, [word("outcome"), word("today_line"), name, word("histories_short")].map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, all.map((goal, at) => {
      const [sign, said] = outcomeWord(goal, answer.moved[at], "_short");
      return el("tr", {}, el("th", { scope: "row" }, say(goal.name)), el("td", { class: "number" }, shownValue(goal, told.today.means[at][0])),
        el("td", { class: "number" }, shownValue(goal, answer.means[at][0])), el("td", {}, answer.policy === 0 ? "" : `${sign} ${said}`));
    })));
}

/** The loop: each lever of the policy by itself, and the ways by which it acts on a goal. */
function loopPart(told, answer, digits) {
  const alone = (at) => [0, 1, 2, 3, 4].map((lever) => (lever === at ? digits[at] : "0")).join("");
  const moved = told.levers.map((_, at) => at).filter((at) => digits[at] !== "0" && told.why?.apart[alone(at)]);
  if (!moved.length) return null;
  const all = [...told.goals, ...told.watch];
  const into = el("div", { id: "loop" });
  const draw = () => {
    const lever = told.levers[Number(which.value)], goal = told.goals[Number(on.value)];
    const found = told.why.apart[alone(Number(which.value))][Number(on.value)];
    if (!found) { fill(into); return; }
    const named = (of) => told.why.feedbacks.find((feedback) => feedback.id === of.id);
    const through = found.through.map((of) => ({ ...of, name: say(named(of).name) }));
    const panel = el("p", { class: "poked", role: "status" });
    const poke = (feedback) => {
      const of = through.find((one) => one.id === feedback);
      if (of) fill(panel, el("b", {}, of.name), ` — ${say(named(of).meaning)} `, word(of.sure ? "cut_loses" : "cut_unclear", { what: of.said, metric: say(goal.name) }));
      else panel.textContent = word("arrow_plain");
    };
    const numbers = (metric) => {
      const at = all.findIndex((of) => of.id === metric);
      return at < 0 ? null : `${shownValue(all[at], told.today.means[at][0])} → ${shownValue(all[at], answer.means[at][0])}`;
    };
    fill(into, el("p", {}, el("b", {}, `${say(lever.title)}${COLON()}${say(lever.steps[digits[Number(which.value)]])}${say({ en: ". ", zh: "。" })}`), say(found.told)),
      loopPicture({ through, hasEffect: found.has_effect, numbers, chosen: goal.id, poke }), panel, el("p", { class: "about" }, say(found.meant)));
  };
  const which = el("select", { id: "loop-lever", onchange: () => draw() }, moved.map((at) => el("option", { value: at }, say(told.levers[at].title))));
  const on = el("select", { id: "loop-goal", onchange: () => draw() }, told.goals.map((goal, at) => el("option", { value: at }, say(goal.name))));
  draw();
  return [el("h2", {}, word("loop_head")), el("p", { class: "about" }, word("loop_about", { n: told.why.seeds })),
    el("p", { class: "row" }, el("label", { for: "loop-lever" }, word("loop_lever")), which, el("label", { for: "loop-goal" }, word("loop_goal")), on), into];
}

/** One person's years in both histories, told as `cogov trace` tells them. */
function lifePart(told, answer) {
  if (!told.why?.person || !answer.life.length) return null;
  return [el("h2", {}, word("life_head", { name: say(told.why.person.name) })), el("p", { class: "about" }, word("life_about", { n: told.why.person.seed })),
    el("div", { class: "life", id: "life" }, answer.life.map((part) => el("p", {}, say(part))))];
}

/** Earlier rounds: what was chosen, said, and came. */
function roundsBefore(told, earlier) {
  const goal = told.goals[0];
  const all = earlier.map((of, at) => [of, at + 1]).filter(([of]) => of);
  if (!all.length) return null;
  return el("ul", { class: "rounds" }, all.map(([of, n]) => el("li", {}, el("b", {}, `${word("before_round", { n })}${COLON()}`), policyWords(told, of.policy).join(" · ") || word("nothing"), " — ",
    word("you_said"), ` ${shownNumber(goal, of.commit.value)} (${rangeText(goal, of.commit)}), `, word("came"), ` ${shownValue(goal, meanOf(of.answer.ends))}, `, word("score_mark", { n: of.score === null ? "–" : of.score.toFixed(1) }))));
}

/** The sheet: what we guessed, what came, the policy. */
export function sheetCard(told, answer, mine, title = null, earlier = []) {
  const of = chart(told, SIZES.desk, axisOf(told, [answer]));
  allSeeds(of, told, answer, mine.commit);
  const file = fileOf(told, mine.policy);
  return el("article", { class: "sheet" }, el("h1", {}, title ? `${say(told.title)} · ${title}` : say(told.title)),
    el("p", { class: "question" }, say(told.question)),
    chosenText(told, mine.policy), el("div", { class: "meters" }, meters(told, mine.policy)),
    el("h2", {}, word("sheet_head")), of.svg, el("p", {}, luckText(told, answer, mine.commit)), scoreTable(told, answer, mine), roundsBefore(told, earlier),
    el("h2", {}, word("lesson")), el("p", {}, told.lesson ? say(told.lesson) : ""), el("p", { class: "about" }, word("doubts")),
    el("h2", {}, word("sheet_policy")), el("pre", { class: "policy-file", tabindex: 0 }, file),
    el("p", { class: "no-print" }, el("a", { class: "download", download: `${told.name}-${mine.policy}.toml`, href: `data:application/toml;charset=utf-8,${encodeURIComponent(file)}` }, word("download_policy"))),
    el("p", { class: "about made-by" }, word("made_by", { version: told.program.version, numbers: told.program.numbers.slice(0, 8), n: told.seeds.length })));
}
