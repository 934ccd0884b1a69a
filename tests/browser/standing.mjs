// Page 1 of a run against its tables: levels with their intervals, years, money, and where the marks of years stand.
import assert from "node:assert/strict";
import { close, closeMoney, numbersOf, rows } from "./pageone.mjs";

const isWide = (row) => row.level === "county" || row.level === "place";
const mean = (all) => all.reduce((sum, value) => sum + value, 0) / all.length;

/** Means over seeds of a metric by year, as years.csv has them. */
function byYear(folder) {
  const found = new Map();
  for (const row of rows(folder, "years.csv").filter(isWide)) {
    for (const [metric, value] of Object.entries(row)) {
      if (value === "" || Number.isNaN(Number(value))) continue;
      const key = `${metric}/${row.year}`;
      found.set(key, [...(found.get(key) ?? []), Number(value)]);
    }
  }
  return new Map([...found].map(([key, all]) => [key, mean(all)]));
}

async function levels(page, folder) {
  const exact = new Map(rows(folder, "summary.csv").filter(isWide).map((row) => [row.metric, row]));
  const years = byYear(folder);
  const shown = await page.$$eval(".standing .plot-row", (all) => all.map((row) => {
    const text = (selector) => { const of = row.querySelector(selector); return (of?.querySelector("[lang=en]") ?? of)?.textContent ?? ""; };
    const course = row.querySelector(".course-told");
    return { metric: row.querySelector(".level").dataset.metric, level: text(".level"), luck: text(".luck-told"), course: text(".course-told"), first: course?.dataset.first, last: course?.dataset.last };
  }));
  let numbers = 0;
  for (const { metric, level, luck, course, first, last } of shown) {
    const row = exact.get(metric);
    assert.ok(row, `${metric} stands in no table`);
    const scale = /of 100| %/.test(level) ? 100 : 1;
    close(numbersOf(level)[0], row.mean * scale, `${metric} level`);
    const ends = numbersOf(luck);
    assert.equal(ends.length, 2, `${metric}: ${luck}`);
    close(ends[0], row.interval_low * scale, `${metric} lower end`);
    close(ends[1], row.interval_high * scale, `${metric} upper end`);
    const [, a, , b] = numbersOf(course);
    close(a, years.get(`${metric}/${first}`) * scale, `${metric} in year ${first}`);
    close(b, years.get(`${metric}/${last}`) * scale, `${metric} in year ${last}`);
    numbers += 5;
  }
  return numbers;
}

/** Marks of years, where the axis puts them. */
async function marks(page, folder) {
  const years = byYear(folder);
  const pictures = await page.$$eval(".standing svg.course", (all) => all.map((svg) => ({
    metric: svg.getAttribute("aria-labelledby").replace("stands-", ""),
    ticks: [...svg.querySelectorAll("text.tick[text-anchor=end]")].map((text) => [Number(text.getAttribute("y")) - 4, text.textContent]),
    dots: [...svg.querySelectorAll("circle.dot")].map((dot) => Number(dot.getAttribute("cy"))),
    percent: svg.closest(".plot-row").querySelector(".plot-name .change").textContent.includes("%"),
  })));
  let seen = 0;
  for (const { metric, ticks, dots, percent } of pictures) {
    assert.ok(ticks.length >= 1 && dots.length >= 2, `${metric}: ${ticks.length} numbers, ${dots.length} years`);
    const all = [...years].filter(([key]) => key.startsWith(`${metric}/`)).sort((a, b) => Number(a[0].split("/")[1]) - Number(b[0].split("/")[1])).map(([, value]) => value * (percent ? 100 : 1));
    assert.equal(all.length, dots.length, `${metric}: years`);
    // The two years that are farthest apart say the scale; numbers of the axis and all other years must agree with it.
    const [low, high] = [all.indexOf(Math.min(...all)), all.indexOf(Math.max(...all))];
    if (dots[low] - dots[high] < 4) continue;
    const each = (dots[high] - dots[low]) / (all[high] - all[low]);
    const at = (value) => dots[low] + (value - all[low]) * each;
    all.forEach((value, year) => assert.ok(Math.abs(at(value) - dots[year]) < 0.7, `${metric}: year ${year + 1} at ${dots[year]} for ${at(value)}`));
    for (const [y, text] of ticks) assert.ok(Math.abs(at(Number(numbersOf(text)[0])) - y) < 1.5, `${metric}: ${text} at ${y} for ${at(Number(numbersOf(text)[0]))}`);
    seen += dots.length;
  }
  return seen;
}

async function money(page, folder) {
  const bySeed = new Map();
  for (const row of rows(folder, "yearly_budgets.csv").filter(isWide)) {
    const total = ["pay_yuan", "grants_yuan", "programmes_yuan"].reduce((sum, key) => sum + Number(row[key]), 0);
    bySeed.set(row.seed, [...(bySeed.get(row.seed) ?? []), { year: row.year, total, adults: Number(row.january_adults) }]);
  }
  const all = [...bySeed.values()];
  const sum = (years, key) => years.reduce((of, year) => of + year[key], 0);
  const adult = mean(all.map((years) => sum(years, "total") / sum(years, "adults")));
  const millions = mean(all.map((years) => sum(years, "total") / years.length / 1e6));
  const each = all[0].map(({ year }, at) => ({ year, value: mean(all.map((years) => years[at].total / years[at].adults)) }));
  const worst = each.reduce((a, b) => (b.value > a.value ? b : a));
  const pressure = rows(folder, "summary.csv").find((row) => isWide(row) && row.metric === "fiscal_pressure");
  const cells = new Map(await page.$$eval("td[data-own-budget]", (all) => all.map((td) => [td.dataset.ownBudget, (td.querySelector("[lang=en]") ?? td).textContent])));
  closeMoney(numbersOf(cells.get("adult"))[0], adult, "a year");
  closeMoney(numbersOf(cells.get("millions"))[0], millions, "in all");
  const [shown, year] = numbersOf(cells.get("worst"));
  closeMoney(shown, worst.value, "highest year");
  assert.equal(year, worst.year, "the highest year");
  if (cells.has("pressure")) closeMoney(numbersOf(cells.get("pressure"))[0], 100 * pressure.mean, "pressure");
  return cells.size;
}

export async function holdsStanding(page, folder) {
  const numbers = await levels(page, folder);
  const seen = await marks(page, folder);
  const amounts = await money(page, folder);
  assert.ok(numbers >= 20 && seen >= 12, `${numbers} numbers, ${seen} marks`);
  return `${numbers} numbers on page 1 of a run, ${seen} marks of years, ${amounts} amounts of money are those of the tables`;
}
