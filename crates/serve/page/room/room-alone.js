// A case without a server: everything is in the file, one team plays.
import { fill, el } from "./dom.js";
import { firstForecast, meanLine, predictCard, commitCard, revealCard, sheetCard, storyCard, whyCard } from "./room-beats.js";
import { meanOf, numberOf } from "./room-rules.js";
import { beginLanguage, onLanguage, word } from "./words.js";

/** All answers, unpacked from what the program packed: lines as whole numbers of two bytes over the range of the
 * outcome, the last number for none. */
export function unpack(packed) {
  const { told, lines, least, worth, answers } = packed;
  const bytes = Uint8Array.from(atob(lines), (sign) => sign.charCodeAt(0));
  const seeds = told.seeds.length;
  const number = (at) => { const of = bytes[2 * at] + 256 * bytes[2 * at + 1]; return of === 65535 ? null : least + of * worth; };
  const answer = (policy) => {
    const own = Array.from({ length: seeds }, (_, seed) => Array.from({ length: told.months }, (_, month) => number((policy * seeds + seed) * told.months + month)));
    return { ...answers[policy], policy, lines: own, mean: meanLine(told, { lines: own }) };
  };
  told.today = answer(0);
  return { told, answer };
}

/** The transport of the contract, without a room. */
export function alone({ told, answer }) {
  const own = { team: 1, predict: null, policy: "00000", commit: null };
  return {
    case: async () => told,
    answer: async (digits) => answer(numberOf(digits)),
    mine: async () => own,
    predict: async (said) => { own.predict = said; },
    commit: async (policy, said) => { own.policy = policy; own.commit = said; },
  };
}

const BEATS = ["lobby", "predict", "commit", "reveal", "why", "end"];

export async function play(transport) {
  const main = document.getElementById("beat");
  const nav = document.getElementById("beats");
  const told = await transport.case();
  const mine = await transport.mine();
  const goal = told.goals[0];
  const draft = { policy: "00000" };
  const before = told.today.mean.map((value, at) => (at < told.burn_in ? value : null));
  let forecasts = { predict: firstForecast(told, before), commit: null };
  let beat = 0;
  const go = async (to, isMove = true) => {
    beat = to;
    document.title = `${word(`beat_${BEATS[beat]}`)} – cogov`;
    fill(nav, BEATS.map((name, at) => el("li", at === beat ? { "aria-current": "step" } : {}, word(`beat_${name}`))));
    const answer = beat > 2 ? await transport.answer(mine.policy) : null;
    const next = (label = "next") => el("button", { type: "button", class: "main", id: "next", onclick: () => go(beat + 1) }, word(label));
    const cards = {
      lobby: () => [...storyCard(told), next("begin")],
      predict: () => predictCard(told, forecasts.predict, async (said) => { await transport.predict(said); await go(2); }),
      commit: () => {
        const end = meanOf(told.today.ends) * goal.scale;
        const round = (number) => Number(number.toFixed(goal.decimals));
        forecasts.commit ??= { value: round(end), low: round(end * 0.7), high: round(end * 1.3) };
        return commitCard(told, draft, forecasts.commit, async (policy, said) => { await transport.commit(policy, said); await go(3); });
      },
      reveal: () => [...revealCard(told, answer, mine), next()],
      why: () => [...whyCard(told, answer, mine.policy), next()],
      end: () => [sheetCard(told, answer, mine), el("p", { class: "no-print row" },
        el("button", { type: "button", class: "main", id: "print", onclick: () => print() }, word("print")),
        el("button", { type: "button", id: "again", onclick: () => { draft.policy = "00000"; forecasts = { predict: firstForecast(told, before), commit: null }; go(0); } }, word("start_again")))],
    };
    fill(main, el("div", { class: "card", "data-beat": BEATS[beat] }, cards[BEATS[beat]](),
      beat > 0 && beat < 5 ? el("p", { class: "no-print" }, el("button", { type: "button", class: "quiet", id: "back", onclick: () => go(beat - 1) }, `← ${word("back")}`)) : null));
    if (isMove) { main.focus({ preventScroll: true }); scrollTo(0, 0); }
  };
  onLanguage(() => go(beat, false));
  await go(0, false);
}

export function begin() {
  const packed = JSON.parse(document.getElementById("packed").textContent);
  beginLanguage(true);
  return play(alone(unpack(packed)));
}
