// The page of a choice against its tables. Usage: node chosen.mjs FOLDER PICTURES
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { holdsLayout } from "./layout.mjs";
import { close, numbersOf, rows } from "./pageone.mjs";

const [folder, pictures] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(pictures, { recursive: true });
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
const page = await browser.newPage();
const wrong = [];
page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(message.text()); });
page.on("pageerror", (error) => wrong.push(String(error)));
page.on("request", (request) => { if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) wrong.push(request.url()); });
await page.goto(pathToFileURL(join(folder, "report.html")).href);
for (const [device, width, height] of [["desktop", 1360, 800], ["tablet", 1024, 800], ["phone", 390, 844]]) {
  await page.setViewportSize({ width, height });
  for (const lang of ["en", "zh-Hans"]) {
    await page.click(`.languages button[data-lang="${lang}"]`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${device} ${lang}: ${overflow} pixels too wide`);
    await holdsLayout(page, `${device} ${lang}`);
    await page.screenshot({ path: join(pictures, `${basename(folder)}-${device}-${lang}.png`), fullPage: true });
  }
}
for (const lang of ["en", "zh-Hans"]) {
  await page.click(`.languages button[data-lang="${lang}"]`);
  await page.$$eval("details", (all) => all.forEach((details) => { details.open = true; }));
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), [], `${lang}: accessibility`);
}
console.log("ok a choice: both languages fit, an accessibility checker finds nothing");

await page.setViewportSize({ width: 1360, height: 800 });
await page.click('.languages button[data-lang="en"]');
const choice = rows(folder, "choice.csv"), fronts = rows(folder, "front.csv");
const cells = await page.$$eval("tr[data-candidate] td[data-kind]", (all) => all.map((td) => ({
  candidate: td.closest("tr").dataset.candidate, kind: td.dataset.kind,
  text: [...td.childNodes].map((of) => (of.querySelector?.("[lang=en]") ?? of).textContent).join(" "),
})));
let numbers = 0;
for (const { candidate, kind, text } of cells) {
  const shown = numbersOf(text);
  if (!shown.length) continue;
  const own = choice.filter((row) => row.candidate === candidate);
  if (kind === "seeds") assert.equal(shown[0], own[0].seeds, `${candidate} seeds`);
  else if (kind === "best") assert.deepEqual(shown.slice(0, 2), [own[0].best_in, own[0].worlds], `${candidate} best`);
  else {
    const front = fronts.find((row) => row.candidate === candidate);
    const of = kind === "budget" ? front && ["budget", "budget_low", "budget_high"].map((key) => front[key]) : ["difference", "difference_low", "difference_high"].map((key) => own.find((row) => row.metric === kind)[key]);
    if (!of) continue;
    const name = await page.$eval(`td[data-kind="${kind}"]`, (td) => td.dataset.labelEn);
    of.forEach((exact, at) => shown[at] !== undefined && close(shown[at], Number(exact) * (name.includes("points") ? 100 : 1), `${candidate} ${kind}`));
  }
  numbers += shown.length;
}
assert.ok(numbers >= 6, `${numbers} numbers`);

// Marks where the axes put them: two numbers of an axis say its scale.
const { ticks, spots, label } = await page.$eval("svg.front", (svg) => ({
  ticks: [...svg.querySelectorAll("text.tick")].map((text) => [text.getAttribute("text-anchor"), Number.parseFloat(text.getAttribute("x")), Number(text.getAttribute("y")), text.textContent]),
  spots: [...svg.querySelectorAll("svg.at")].filter((of) => of.querySelector("path")).map((of) => [Number.parseFloat(of.getAttribute("x")), Number(of.getAttribute("y"))]),
  label: svg.closest("figure").textContent,
}));
const order = await page.$$eval("tr[data-candidate]", (all) => all.map((tr) => tr.dataset.candidate));
const axis = (found, at) => { const [[x1, v1], [x2, v2]] = [found[0], found[found.length - 1]]; return (value) => x1 + ((value - v1) / (v2 - v1)) * (x2 - x1); };
const number = (text) => Number(numbersOf(text)[0]);
const wide = ticks.filter(([anchor, , , text]) => anchor === "middle" && /^[+−]?[\d.]+$/.test(text)).map(([, x, , text]) => [x, number(text)]);
const high = ticks.filter(([anchor, , , text]) => anchor === "end" && /^[+−]?[\d.]+$/.test(text)).map(([, , y, text]) => [y - 4, number(text)]);
const points = await page.$$eval("tr[data-candidate] td[data-kind]", (all) => all.some((td) => td.dataset.labelEn.includes("points")));
const first = choice[0].metric;
let seen = 0;
if (wide.length > 1 && high.length > 1) {
  const [across, down] = [axis(wide), axis(high)];
  for (const candidate of order) {
    const front = fronts.find((row) => row.candidate === candidate);
    if (!front) continue;
    const base = candidate === choice[0].candidate;
    const scale = points ? 100 : 1;
    const [x, y] = [across(base ? 0 : Number(front.budget)), down(base ? 0 : Number(front.difference) * scale)];
    assert.ok(spots.some(([sx, sy]) => Math.abs(sx - x) < 0.4 && Math.abs(sy - y) < 1.5), `${candidate}, ${first}: no mark at ${x.toFixed(1)} %, ${y.toFixed(1)} (${label.slice(0, 40)})`);
    seen += 1;
  }
}
assert.ok(seen >= 2, `${seen} marks`);
assert.deepEqual(wrong, [], "console errors or requests");
await browser.close();
console.log(`ok a choice: ${numbers} numbers of page 1 and ${seen} marks are those of the tables`);
console.log("2 passed, 0 failed");
