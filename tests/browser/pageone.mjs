// Every number of page 1 against the tables: sentences and marks of the plot, luck, worlds, and the ledger's money.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The cells of a line: a title may hold commas, and then stands in quotes. */
function cellsOf(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}

export function rows(folder, name) {
  const [head, ...lines] = readFileSync(join(folder, name), "utf8").trim().split("\n").map(cellsOf);
  return lines.map((cells) => Object.fromEntries(head.map((key, at) => [key, cells[at]])));
}

const NUMBER = /[+-]?\d+(?:\.\d+)?/g;
export const numbersOf = (text) => (text.replaceAll("−", "-").match(NUMBER) ?? []);

/** A number as it is shown against the exact one, to its own decimals. */
export function close(shown, exact, what) {
  const decimals = (shown.split(".")[1] ?? "").length;
  assert.ok(Math.abs(Number(shown) - exact) <= 0.500001 * 10 ** -decimals + 1e-9, `${what}: ${shown} for ${exact}`);
}

/** Money is shown with three digits. */
export function closeMoney(shown, exact, what) {
  assert.ok(Math.abs(Number(shown) - exact) <= 0.00500001 * Math.abs(exact) + 0.00500001, `${what}: ${shown} for ${exact}`);
}

async function lanes(page, folder) {
  const exact = new Map(rows(folder, "comparison.csv").filter((row) => row.year === "" && row.level !== "zone").map((row) => [`${row.scenario}/${row.metric}`, row]));
  const futures = new Map(rows(folder, "outlooks.csv").filter((row) => row.level !== "zone").map((row) => [`${row.scenario}/${row.metric}`, row]));
  const shown = await page.$$eval(".first .said[data-metric]", (all) => all.map((said) => ({
    key: `${said.dataset.scenario}/${said.dataset.metric}`,
    decimals: Number(said.dataset.decimals),
    text: said.querySelector("[lang=en]").textContent,
    luck: said.parentElement.querySelector(".luck-told [lang=en]")?.textContent ?? "",
    worlds: [...said.parentElement.querySelectorAll(".change:not(.luck-told) [lang=en]")].map((of) => of.textContent).join(" "),
  })));
  let numbers = 0;
  for (const { key, text, luck, worlds } of shown) {
    const row = exact.get(key);
    assert.ok(row, `${key} stands in no table`);
    // Of a hundred, or in the outcome's own unit.
    const scale = /of 100|points/.test(text) || (/^(not clear|about 0)/.test(text) && (await perHundred(page, key))) ? 100 : 1;
    const down = /fewer|lower|less/.test(text) ? -1 : 1;
    const first = numbersOf(text)[0];
    if (text.startsWith("about 0")) assert.ok(Math.abs(row.difference) <= Number(row.margin), `${key}: ${text} for ${row.difference}`);
    else if (text.startsWith("not clear")) assert.ok(row.difference_low <= 0 && row.difference_high >= 0, `${key}: ${text}`);
    else { assert.ok(first, `${key}: ${text}`); close(first, down * row.difference * scale, key); numbers += 1; }
    const ends = numbersOf(luck);
    assert.equal(ends.length, 2, `${key}: ${luck}`);
    close(ends[0], row.difference_low * scale, `${key} lower end`);
    close(ends[1], row.difference_high * scale, `${key} upper end`);
    numbers += 2;
    const future = futures.get(key);
    const all = worlds.match(/of (\d+) worlds/);
    if (all) assert.equal(all[1], future.futures, `${key}: ${worlds}`);
    for (const [, way, count] of worlds.matchAll(/(better|worse|small|higher|lower) in (\d+)/g)) {
      const side = { small: "between", higher: "better", lower: "worse" }[way] ?? way;
      assert.equal(count, future[side], `${key}: ${worlds} for ${JSON.stringify(future)}`);
      numbers += 1;
    }
  }
  return numbers;
}

// An outcome that is a share is shown in hundredths: today's level says so.
const perHundred = (page, key) => page.evaluate((metric) =>
  document.querySelector(`svg.dots[aria-labelledby="row-${metric}"] text.now`).textContent.includes("%"), key.split("/")[1]);

/** Marks, luck and worlds of the plot, where the axis puts them. */
async function marks(page, folder) {
  const arms = await page.$$eval(".first tr[data-scenario]", (all) => all.map((of) => of.dataset.scenario));
  assert.ok(arms.length > 0);
  const exact = rows(folder, "comparison.csv").filter((row) => row.year === "" && row.level !== "zone");
  const futures = rows(folder, "outlooks.csv").filter((row) => row.level !== "zone");
  const plots = await page.$$eval(".first svg.dots", (all) => all.map((svg) => {
    const percent = (of, key) => Number.parseFloat(of.getAttribute(key));
    return {
      metric: svg.getAttribute("aria-labelledby").replace("row-", ""),
      ticks: [...svg.querySelectorAll("text.tick:not(.now)")].map((text) => [percent(text, "x"), text.textContent]),
      today: percent(svg.querySelector("line.today"), "x1"),
      now: svg.querySelector("text.now").textContent,
      arms: [...svg.children].filter((of) => of.matches("g")).map((of) => ({
        at: percent(of.querySelector("svg.at"), "x"),
        luck: of.querySelector("line.luck") ? ["x1", "x2"].map((key) => percent(of.querySelector("line.luck"), key)) : null,
        worlds: of.querySelector("rect.worlds") ? [percent(of.querySelector("rect.worlds"), "x"), percent(of.querySelector("rect.worlds"), "x") + percent(of.querySelector("rect.worlds"), "width")] : null,
      })),
    };
  }));
  let seen = 0;
  for (const { metric, ticks, today, now, arms: drawn } of plots) {
    assert.ok(ticks.length > 0, `${metric}: an axis without a number`);
    const value = ([, text]) => Number(numbersOf(text)[0]) / (now.includes("%") ? 100 : 1);
    // Numbers on the axis are differences from today: the farthest says the scale, the others must agree with it.
    const far = ticks.reduce((a, b) => (Math.abs(b[0] - today) > Math.abs(a[0] - today) ? b : a));
    const each = (far[0] - today) / value(far);
    const base = exact.find((row) => row.metric === metric);
    close(numbersOf(now)[0], base.baseline_mean * (now.includes("%") ? 100 : 1), `${metric} today`);
    const of = (kind, from) => from.find((row) => row.metric === metric && row.scenario === kind);
    // Which way is to the right is the page's choice; the same for all marks.
    const near = (x, difference, what) => assert.ok(Math.abs(x - (today + difference * each)) < 0.6, `${metric} ${what}: at ${x} % for ${today + difference * each}`);
    for (const tick of ticks) assert.ok(Math.abs(today + value(tick) * each - tick[0]) < 0.6, `${metric}: ${tick[1]} at ${tick[0]} %`);
    const order = await page.$$eval(".first .lanes", (all, metric) => [...all.find((ul) => ul.querySelector(`[data-metric="${metric}"]`)).querySelectorAll(".said")].map((said) => said.dataset.scenario), metric);
    for (const [at, { at: mark, luck, worlds }] of drawn.entries()) {
      const row = of(order[at], exact);
      near(mark, row.difference, `${order[at]} mark`);
      if (luck) [row.difference_low, row.difference_high].forEach((end, which) => near(luck[which], end, `${order[at]} luck`));
      const future = of(order[at], futures);
      if (worlds && future) { const ends = [future.q05, future.q95].map((of) => today + of * each).sort((a, b) => a - b); worlds.forEach((x, end) => assert.ok(Math.abs(x - ends[end]) < 0.6, `${metric} ${order[at]} worlds: ${worlds} for ${ends}`)); }
      seen += 1;
    }
  }
  return seen;
}

async function money(page, folder) {
  const budgets = rows(folder, "budgets.csv").filter((row) => row.level === "county" || row.level === "place");
  const cells = await page.$$eval("td[data-budget]", (all) => all.map((td) => ({ scenario: td.closest("tr").dataset.scenario, kind: td.dataset.budget, text: (td.querySelector("[lang=en]") ?? td).textContent })));
  assert.ok(cells.length >= 3, `${cells.length} amounts in the ledger`);
  for (const { scenario, kind, text } of cells) {
    const of = budgets.filter((row) => row.scenario === scenario);
    const whole = of.find((row) => row.year === "");
    const worst = of.find((row) => row.worst_year === "true");
    const [shown, year] = numbersOf(text);
    if (kind === "change") closeMoney(shown, Number(whole.budget_change), `${scenario} a year`);
    if (kind === "millions") closeMoney(shown, Number(whole.million_change), `${scenario} million`);
    if (kind === "worst") { closeMoney(shown, Number(worst.budget_change), `${scenario} worst`); assert.equal(year, worst.year, `${scenario} worst year`); }
  }
  const sums = await page.$$eval("[data-worst-all]", (all) => all.map((of) => ({ scenario: of.dataset.worstAll, text: of.querySelector("[lang=en]").textContent })));
  assert.ok(sums.length > 0, "no worst year in all");
  for (const { scenario, text } of sums) {
    const years = budgets.filter((row) => row.scenario === scenario && row.year !== "");
    const most = years.reduce((a, b) => (Number(b.million_change) > Number(a.million_change) ? b : a));
    const [shown, year] = numbersOf(text);
    closeMoney(shown, Number(most.million_change), `${scenario} worst in all`);
    assert.equal(year, most.year, `${scenario} worst year in all`);
  }
  return cells.length + sums.length;
}

export async function holdsPageOne(page, folder) {
  const numbers = await lanes(page, folder);
  const seen = await marks(page, folder);
  const amounts = await money(page, folder);
  assert.ok(numbers >= 20 && seen >= 8, `${numbers} numbers, ${seen} marks`);
  return `${numbers} numbers in sentences of page 1, ${seen} marks with their luck and worlds, ${amounts} amounts of money are those of the tables`;
}
