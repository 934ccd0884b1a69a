// A workshop over the server: phone, wall, trainer and sheets. The server says what is so; a page draws it anew
// whenever that changes what it shows, and never tears away what is being written.
import { el, fill } from "./dom.js";
import { get, post } from "./server.js";
import { allSeeds, chosenText, commitCard, drawSlowly, firstForecast, luckText, meanLine, policyWords, predictCard, rangeText, revealCard, scoreTable, sheetCard, storyCard, wallWhy, whyCard } from "./room-beats.js";
import { teamsChart } from "./room-teams.js";
import { axisOf, chart, drawLines, shownValue, SIZES, standing } from "./room-chart.js";
import { meanOf } from "./room-rules.js";
import { beginLanguage, onLanguage, say, word } from "./words.js";
import "./room-words.js";

const BEATS = ["lobby", "predict", "commit", "reveal", "why", "end"];
const main = document.getElementById("beat");
const nav = document.getElementById("beats");
const connection = document.getElementById("connection");
const role = document.body.dataset.role;
const answers = new Map();

/** The transport of the contract, over the server. */
const transport = {
  case: () => get("/room/case"),
  answer: (digits) => {
    if (!answers.has(digits)) answers.set(digits, get(`/room/answer/${digits}`).catch((error) => { answers.delete(digits); throw error; }));
    return answers.get(digits);
  },
  mine: () => get("/room/mine"),
  join: (team) => post("/room/join", { team }),
  name: (name) => post("/room/name", { name }),
  predict: (said) => post("/room/predict", said),
  commit: (policy, said) => post("/room/commit", { policy, ...said }),
  notes: () => get("/room/notes"),
  lead: (action) => post("/room/lead", action),
  state: (heard) => {
    const events = new EventSource("/room/live");
    events.onmessage = (event) => { connection.textContent = ""; heard(JSON.parse(event.data)); };
    events.onerror = () => {
      connection.textContent = word("lost_room");
      events.close();
      setTimeout(() => transport.state(heard), 1000);
    };
  },
};

let told = null, live = null, mine = null, shown = null, warned = null;
const draft = { policy: "00000" };
const forecasts = {};
// The round that the draft belongs to; what whoever leads is given.
let drafted = 1, notes = null;

/** Says a refusal of the server where the person looks. */
async function tried(work) {
  try { return await work(); } catch (error) {
    connection.textContent = error.told?.message ? say(error.told.message) : word("lost_room");
    return null;
  }
}

const clock = () => {
  if (live.paused) return word("paused");
  if (live.ends_in === null || live.ends_in === undefined) return "";
  const seconds = Math.max(0, Math.round(live.ends_in));
  return word("left", { n: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` });
};
const clockLine = () => el("p", { class: "clock", id: "clock" }, clock());

function drawBeats() {
  document.title = `${word(`beat_${live.beat}`)} – cogov`;
  fill(nav, BEATS.map((name) => el("li", name === live.beat ? { "aria-current": "step" } : {}, word(`beat_${name}`))));
}

const ownTeam = () => live.teams.find((team) => team.id === mine.team);

/** A phone: one card at a time. */
async function phone() {
  const team = ownTeam();
  const card = (...children) => fill(main, el("div", { class: "card", "data-beat": live.beat }, team ? el("p", { class: "about" }, `${word("our_team")}: `, el("b", {}, say(team.name))) : null, clockLine(), ...children));
  if (!team) {
    const choose = (id) => tried(async () => { await transport.join(id); mine = await transport.mine(); shown = null; await draw(); });
    card(el("h1", {}, say(told.title)), el("h2", {}, word("choose_team")), el("p", { class: "row" },
      live.teams.map((of) => el("button", { type: "button", "data-team": of.id, onclick: () => choose(of.id) }, say(of.name), el("small", {}, ` ${word("people", { n: of.members })}`))),
      el("button", { type: "button", class: "main", id: "new-team", onclick: () => choose(null) }, word("new_team"))));
    return;
  }
  const said = (is) => el("p", { class: "about", id: "has-said", role: "status" }, is ? `✓ ${word("has_said")}` : "");
  if (live.beat === "lobby") {
    const chooser = el("select", { id: "team-name", onchange: () => tried(async () => { await transport.name(chooser.value); }) },
      [team.name, ...live.names].map((name) => el("option", { value: name.en, selected: name.en === team.name.en }, say(name))));
    card(el("p", {}, el("label", { for: "team-name" }, `${word("team_name")} `), chooser), ...storyCard(told), el("p", { class: "about" }, word("waiting_room")));
  }
  else if (live.beat === "predict") {
    forecasts.predict ??= mine.predict ?? firstForecast(told, told.today.mean.map((value, at) => (at < told.burn_in ? value : null)));
    const note = said(mine.predict);
    card(...predictCard(told, forecasts.predict, (of) => tried(async () => { mine = await transport.predict(of); heard(note); }), () => unsaid(note)), note);
  } else if (live.beat === "commit") {
    if (drafted !== live.round) { drafted = live.round; delete forecasts.commit; }
    if (mine.policy && !forecasts.commit) draft.policy = mine.policy;
    const end = meanOf(told.today.ends) * told.goals[0].scale;
    const round = (number) => Number(number.toFixed(told.goals[0].decimals));
    forecasts.commit ??= mine.commit ?? { value: round(end), low: round(end * 0.7), high: round(end * 1.3) };
    const note = said(mine.commit);
    const again = live.round > 1 ? el("p", { class: "chosen" }, word("round_n", { n: live.round })) : null;
    card(again, ...commitCard(told, draft, forecasts.commit, (policy, of) => tried(async () => { mine = await transport.commit(policy, of); heard(note); }), () => unsaid(note)), note);
  } else {
    const policy = mine.policy ?? "00000";
    const answer = await transport.answer(policy);
    const own = { ...mine, policy, round: live.round };
    if (live.beat === "reveal") card(...revealCard(told, answer, own));
    else if (live.beat === "why") card(...whyCard(told, answer, policy, { hasLesson: live.show?.phase === "scores" }));
    else card(sheetCard(told, answer, own, say(team.name), await earlierOf(team)), el("p", { class: "no-print" }, el("button", { type: "button", class: "main", id: "print", onclick: () => print() }, word("print"))));
  }
}

/** What a team chose in earlier rounds, with what came of it. */
const earlierOf = (team) => Promise.all((team?.earlier ?? []).map(async (of) => (of ? { ...of, answer: await transport.answer(of.policy) } : null)));

/** A note at the button: that all was heard, or that something was changed since. */
function heard(note) { note.textContent = `✓ ${word("has_said")}`; note.className = "about"; }
function unsaid(note) { if (note.textContent) { note.textContent = word("unsaid"); note.className = "fault"; } }

/** The wall: levers left, one number and one line in the middle, the room right. */
async function wall() {
  const goal = told.goals[0];
  const late = BEATS.indexOf(live.beat) > 2;
  const isTeams = late && live.beat !== "end" && live.show?.phase === "teams";
  const team = live.teams.find((of) => of.id === live.show?.team) ?? (late ? live.teams[0] : null);
  const policy = (late && team?.policy) || "00000";
  const answer = late ? await transport.answer(policy) : told.today;
  const of = chart(told, SIZES.wall, axisOf(told, late ? [answer] : []));
  const about = el("p", { class: "wall-text" });
  const month = el("p", { class: "wall-text", id: "reveal-month" });
  let number = "?";
  let heads = [word("today_line")];
  if (live.beat === "lobby" || live.beat === "predict") {
    drawLines(of, [{ values: told.today.mean.map((value, at) => (at < told.burn_in ? value : null)), tone: 0 }]);
    number = shownValue(goal, told.today.mean[told.burn_in - 1]);
  } else if (!late) {
    drawLines(of, [{ values: meanLine(told, told.today), tone: 0, dashed: true }]);
    number = shownValue(goal, meanOf(told.today.ends));
  } else {
    const [today, ours] = [told.today.ends, answer.ends].map((ends) => shownValue(goal, meanOf(ends)));
    const isDrawn = live.show?.phase !== "draw" || live.beat !== "reveal";
    number = isDrawn ? [today, el("small", { class: "then" }, team ? `→ ${say(team.name)}` : "→"), ours] : "…";
    if (!isDrawn) heads = [];
    if (team?.commit) standing(of, team.commit);
    if (live.beat === "reveal" && live.show?.phase !== "seeds" && live.show?.phase !== "scores") {
      about.textContent = word("reveal_one", { n: told.seeds[0] });
      drawSlowly(of, told, answer, 0, month, () => {});
    } else {
      allSeeds(of, told, answer, team?.commit);
      about.textContent = luckText(told, answer, team?.commit);
    }
  }
  const isWhy = live.beat === "why" || live.beat === "end";
  const hasLesson = told.lesson && (live.beat === "end" || (live.beat === "why" && live.show?.phase === "scores"));
  const middle = live.beat === "lobby" ? [el("p", { class: "story-text" }, say(told.story)), el("p", { class: "wall-text" }, word("wall_model"))]
    : isTeams ? [await beside(), el("p", { class: "wall-text" }, word("teams_about", { n: told.seeds.length }), live.round > 1 ? ` ${word("teams_rounds")}` : "")]
    : hasLesson ? [el("p", { class: "lesson alone" }, say(told.lesson)), el("p", { class: "wall-text" }, word("doubts"))]
    : isWhy ? [wallWhy(told, answer, team ? say(team.name) : word("our_line")), el("p", { class: "wall-text" }, word("wall_means"))]
    : [live.beat === "predict" ? el("p", { class: "wall-text" }, word("wall_predict", { n: Math.round(told.months / 12) })) : live.round > 1 && live.beat === "commit" ? el("p", { class: "wall-text" }, word("round_n", { n: live.round })) : null, of.svg, month, about];
  const levers = el("ul", { class: "wall-levers" }, told.levers.map((lever, at) => el("li", {}, el("b", {}, say(lever.title)), el("span", {}, late && !isTeams ? say(lever.steps[policy[at]]) : lever.steps.map(say).join(" / ")))));
  const bubble = (of_) => {
    const done = live.beat === "predict" ? of_.predicted : of_.committed;
    const many = live.teams.length > 7;
    const state = late ? (many ? "" : of_.commit ? rangeText(goal, of_.commit) : "–") : many && live.beat !== "lobby" ? (done ? "✓" : "…") : live.beat === "lobby" ? word("people", { n: of_.members }) : `${done ? "✓" : "…"} ${word(done ? (live.beat === "predict" ? "has_predicted" : "has_chosen") : "not_yet")}`;
    const score = late && (["scores", "teams"].includes(live.show?.phase) || live.beat !== "reveal") && of_.scores?.[2] !== null && of_.scores?.[2] !== undefined ? word("score_mark", { n: of_.scores[2].toFixed(1) }) : "";
    return el("li", { "data-team": of_.id, class: of_.id === team?.id && late && !isTeams ? "on" : "" }, el("b", {}, say(of_.name)), el("span", {}, [state, score].filter((part) => part).join(" · ")));
  };
  const purse = el("p", { class: "wall-purse" }, word("purse"), " ", el("b", {}, `${told.purse} ${word("yuan")}`), " · ", word("efforts"), " ", el("b", {}, told.efforts));
  const lobby = live.beat === "lobby" && live.code;
  const qr = lobby ? el("img", { src: "/room/qr.svg", alt: word("join_at", { url: location.host }), class: "qr" }) : null;
  qr?.addEventListener("error", () => qr.remove());
  fill(main, el("div", { class: "wall-grid", "data-beat": live.beat },
    el("section", { class: "wall-left" }, el("h2", {}, word("levers")), levers, purse),
    el("section", { class: "wall-middle" }, el("h1", { class: "wall-question" }, say(live.beat === "lobby" ? told.title : told.question)), live.beat === "lobby" || hasLesson || isTeams ? null : el("p", { class: "wall-number" }, heads.map((head) => el("small", {}, head)), number), ...middle),
    el("section", { class: "wall-right" }, clockLine(), lobby ? [qr, el("p", { class: "wall-code" }, word("code"), " ", el("b", {}, live.code))] : null,
      el("h2", {}, `${word("teams")} (${live.teams.length})`), el("ul", { class: live.teams.length > 7 ? "bubbles many" : "bubbles" }, live.teams.map(bubble)))));
}

/** All teams that chose, with where their policies end. */
async function beside() {
  const ends = async (policy) => meanOf((await transport.answer(policy)).ends);
  const all = await Promise.all(live.teams.filter((team) => team.policy).map(async (team) => {
    const before = (team.earlier ?? []).filter((of) => of).at(-1);
    return { name: say(team.name), policy: team.policy, end: await ends(team.policy), before: before ? { policy: before.policy, end: await ends(before.policy) } : null };
  }));
  return teamsChart(told, all);
}

/** What to say now, and answers to what is likely asked. */
async function script() {
  notes ??= await transport.notes();
  const minutes = told.beats[live.beat];
  const words_ = live.beat === "end" ? word("say_end") : notes.say[live.beat] ? say(notes.say[live.beat]) : null;
  return el("section", { class: "script", id: "script", "aria-labelledby": "say-now" }, el("h2", { id: "say-now" }, word("say_now")),
    words_ ? el("p", { class: "say" }, words_) : null,
    el("p", { class: "about" }, minutes ? word("minutes_of", { n: minutes }) : word("no_minutes")),
    notes.asked.length ? el("details", { ".open": live.beat === "why" }, el("summary", {}, word("asked_head")),
      el("dl", {}, notes.asked.map((of) => [el("dt", {}, say(of.question)), el("dd", {}, say(of.answer))]))) : null);
}

/** The trainer's panel. */
async function lead() {
  const act = (action) => tried(() => transport.lead(action));
  const button = (id, label, action, kind = "") => el("button", { type: "button", id, class: kind, onclick: () => act(action) }, word(label));
  const late = BEATS.indexOf(live.beat) > 2;
  const show = (team, phase) => ({ do: "show", team, phase });
  const phases = live.beat === "reveal" ? [["draw", "show_draw"], ["seeds", "show_seeds"], ["scores", "show_scores"]] : live.beat === "why" ? [["draw", "show_table"], ["scores", "show_lesson"]] : [];
  // Whoever goes on while teams are still at it is told once.
  const silent = live.beat === "predict" ? live.teams.filter((team) => !team.predicted).length : live.beat === "commit" ? live.teams.filter((team) => !team.committed).length : 0;
  const next = el("button", { type: "button", id: "next", class: "main", onclick: () => {
    if (silent && warned !== live.beat) { warned = live.beat; fill(warning, word("silent", { n: silent, all: live.teams.length })); return; }
    act({ do: "next", from: live.beat });
  } }, word("next"));
  const warning = el("p", { class: "fault", role: "alert" });
  const row = (team) => el("tr", { "data-team": team.id }, el("th", { scope: "row" }, say(team.name), el("small", {}, ` ${word("people", { n: team.members })}`)),
    el("td", {}, `${team.predicted ? "✓" : "…"} ${word(team.predicted ? "has_predicted" : "not_yet")}`), el("td", {}, `${team.committed ? "✓" : "…"} ${word(team.committed ? "has_chosen" : "not_yet")}`),
    el("td", {}, late ? [el("span", {}, team.policy ? policyWords(told, team.policy).join(" · ") || word("nothing") : "–"), " ",
      el("span", { class: "row" }, phases.map(([phase, label]) => el("button", { type: "button", "data-show": phase, "aria-pressed": String(live.show?.team === team.id && live.show?.phase === phase), onclick: () => act(show(team.id, phase)) }, word(label))))] : ""));
  fill(main, el("div", { class: "card", "data-beat": live.beat }, el("h1", {}, `${word("lead_head")}: ${say(told.title)}`), clockLine(),
    el("p", { class: "row" }, live.beat === "lobby" ? null : button("back", "back", { do: "back", from: live.beat }), live.beat === "end" ? null : next,
      button("more", "more_time", { do: "more_time", minutes: 2 }), button("pause", "pause_clock", { do: "pause" })), warning,
    await script(),
    el("p", { class: "row" }, live.beat === "reveal" || live.beat === "why" ? el("button", { type: "button", "data-show": "teams", "aria-pressed": String(live.show?.phase === "teams"), onclick: () => act(show(null, "teams")) }, word("show_teams")) : null,
      live.may_again ? [button("again", "again_round", { do: "again", from: live.beat }), el("span", { class: "about" }, word("again_about"))] : null),
    live.beat === "lobby" || live.beat === "predict" ? [el("p", { class: "story-text" }, say(told.story)), el("p", { class: "question" }, say(told.question))] : null,
    live.beat === "why" && told.lesson ? el("details", {}, el("summary", {}, word("lesson")), el("p", { class: "lesson" }, say(told.lesson))) : null,
    el("p", {}, live.code ? [`${word("code")} `, el("b", {}, live.code), " · "] : null, el("a", { href: "/room/wall" }, word("open_wall")), " · ", el("a", { href: "/room/sheets" }, word("open_sheets"))),
    el("div", { class: "scroll", tabindex: 0 }, el("table", { class: "teams" }, el("thead", {}, el("tr", {}, ["teams", "beat_predict", "beat_commit", "show_team"].map((head) => el("th", { scope: "col" }, word(head))))), el("tbody", {}, live.teams.map(row))))));
}

/** All sheets, one a page. */
async function sheets() {
  if (BEATS.indexOf(live.beat) < 3) { fill(main, el("div", { class: "card", "data-beat": live.beat }, el("p", {}, word("waiting_room")))); return; }
  const all = [];
  for (const team of live.teams) {
    const policy = team.policy ?? "00000";
    all.push(sheetCard(told, await transport.answer(policy), { predict: team.predict, commit: team.commit, policy, round: live.round }, say(team.name), await earlierOf(team)));
  }
  fill(main, el("div", { "data-beat": live.beat }, el("p", { class: "no-print" }, el("button", { type: "button", class: "main", id: "print", onclick: () => print() }, word("print"))), all));
}

/** What of the room makes a page look different: of a phone not what others do. */
const sight = () => {
  // What is told of the case comes behind the beat in which it may be seen.
  const tag = [document.documentElement.lang, live.round, told.today.means.length, told.lesson === null];
  if (role === "phone") return JSON.stringify([tag, live.beat, mine.team, mine.team ? [ownTeam()?.name, live.names, live.beat === "why" ? live.show?.phase : 0] : live.teams]);
  if (role === "sheets") return JSON.stringify([tag, live.beat, live.teams]);
  return JSON.stringify([tag, live.beat, live.teams, live.show, live.code, role === "lead" ? live.paused : 0]);
};

let working = Promise.resolve();
function draw() {
  working = working.then(async () => {
    if (!live || !told) return;
    drawBeats();
    const now = sight();
    if (shown !== now) {
      shown = now;
      try { await { phone, wall, lead, sheets }[role](); } catch (error) { shown = null; connection.textContent = error.told?.message ? say(error.told.message) : word("lost_room"); }
    }
    const at = document.getElementById("clock");
    if (at) at.textContent = clock();
  });
  return working;
}

beginLanguage(role === "phone");
document.body.classList.add(`for-${role}`);
onLanguage(draw);
setInterval(() => { if (live && !live.paused && live.ends_in > 0) { live.ends_in -= 1; const at = document.getElementById("clock"); if (at) at.textContent = clock(); } }, 1000);
try {
  told = await transport.case();
  mine = await transport.mine();
  transport.state(async (state) => {
    const beat = live?.beat;
    live = state;
    if (beat !== state.beat) {
      // What is told of the case grows with the beats.
      told = (await tried(() => transport.case())) ?? told;
      mine = (await tried(() => transport.mine())) ?? mine;
    }
    draw();
  });
} catch (error) {
  if (error.told?.code === "serve::join_first") {
    fill(main, el("form", { action: "/join", method: "get", class: "card" }, el("p", {}, el("label", { for: "code" }, word("join"))), el("input", { id: "code", name: "code", autocomplete: "off", autocapitalize: "characters" }), " ", el("button", { class: "main" }, word("enter"))));
  } else { connection.textContent = word("lost_room"); setTimeout(() => location.reload(), 2000); }
}
