// `cogov serve` in a real browser. Usage: node serve.mjs COGOV PICTURES
// Opens the page, moves a lever, watches intervals shrink, switches language, scrubs, opens a community and a
// life, downloads the policy and holds `cogov compare` against the page's numbers, kills the server and starts it
// again. It must log no error but those of the restart, and ask nothing of any other host.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [cogov, pictures] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(pictures, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "cogov-serve-"));
const port = 18400 + (process.pid % 1000);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

// Small enough that a check takes seconds: the kinds of communities of the default county, fewer of them.
const village = join(work, "village.toml");
writeFileSync(village, `schema = 1
name = "village"
title = "A village"
title_zh = "一个村"
summary = "Four communities."
summary_zh = "四个社区。"
extends = "baseline"
[horizon]
months = 60
burn_in = 12
[place.urban]
communities = 2
adults = 300
[place.rural]
communities = 1
adults = 200
[place.pastoral]
communities = 1
adults = 100
`);

let server = null;
function begin() {
  return new Promise((done, failed) => {
    server = spawn(cogov, ["serve", village, "--port", String(port), "--lang", "en"]);
    server.stdout.on("data", (text) => { if (String(text).includes("http://")) done(); });
    server.stderr.on("data", (text) => process.stderr.write(text));
    server.on("error", failed);
  });
}
const end = () => new Promise((done) => { server.on("exit", done); server.kill("SIGKILL"); });

let passed = 0;
const pass = (what) => { passed += 1; console.log(`ok ${what}`); };
const url = `http://127.0.0.1:${port}/`;
await begin();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, acceptDownloads: true });
const page = await context.newPage();
const errors = [];
let restarting = false;
page.on("console", (message) => { if (message.type() === "error" && !restarting) errors.push(message.text()); });
page.on("pageerror", (error) => errors.push(error.message));
page.on("request", (request) => { if (!request.url().startsWith(url) && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) errors.push(`asked ${request.url()}`); });

const seeds = () => page.$eval("#histories", (of) => Number(of.dataset.seeds));
const fresh = (least) => page.waitForFunction((least) => {
  const of = document.querySelector("#histories");
  return of && !document.querySelector("#answer").classList.contains("stale") && Number(of.dataset.seeds) >= least && document.querySelector("tr[data-metric]");
}, least, { timeout: 120000 });
const width = () => page.$eval('tr[data-metric="burnout"] .change', (td) => {
  const [, low, high] = td.textContent.match(/[+-]?\d+(\.\d+)?/g).map(Number);
  return high - low;
});

await page.goto(`${url}#from=village`);
await page.waitForSelector("#lever-pay_ratio");
pass("the page opens, and names the start of the link");

// A lever by keyboard, as whoever has no mouse moves it.
await page.focus("#lever-pay_ratio");
for (let step = 0; step < 30; step += 1) await page.keyboard.press("ArrowRight");
const moved = Date.now();
await page.waitForFunction(() => location.hash.includes("pay_ratio"), null, { timeout: 120000 });
await fresh(2);
console.log(`   first answer ${Date.now() - moved} ms after the last key`);
await fresh(6);
const early = await seeds();
const wide = await width();
await fresh(40);
const narrow = await width();
assert.ok(narrow < wide || early === 40, `${narrow} is not narrower than ${wide}`);
pass(`a lever is moved by keyboard; half the interval shrinks from ${(wide / 2).toFixed(4)} (${early} histories) to ${(narrow / 2).toFixed(4)} (40)`);

await page.waitForFunction(() => Number(document.querySelector("#histories").dataset.worlds) >= 64, null, { timeout: 120000 });
assert.ok(await page.$$eval(".doubts", (all) => all.some((of) => of.textContent.includes("futures"))));
await fresh(120);
pass("the second doubt is told: in how many plausible futures it is so");
await page.screenshot({ path: join(pictures, "explore-en.png"), fullPage: true });

// Files, and the numbers of the command.
const shown = await page.$$eval("tr[data-metric]", (all) => all.map((of) => ({ metric: of.dataset.metric, text: of.querySelector(".change").textContent, verdict: of.dataset.verdict })));
for (const name of ["mine.toml", "today.toml"]) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`a[download="${name}"]`)]);
  await download.saveAs(join(work, name));
}
execFileSync(cogov, ["compare", "today.toml", "mine.toml", "--seeds", "120", "--worlds", "0", "--quiet", "--name", "page"], { cwd: work });
const [head, ...rows] = readFileSync(join(work, "output/page/comparison.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
const exact = new Map(rows.map((cells) => Object.fromEntries(head.map((key, at) => [key, cells[at]]))).filter((row) => row.year === "" && row.level !== "zone").map((row) => [row.metric, row]));
for (const { metric, text, verdict } of shown) {
  const row = exact.get(metric);
  const scale = text.includes("points") ? 100 : 1;
  const numbers = text.match(/[+-]?\d+(\.\d+)?/g);
  for (const [at, key] of ["difference", "difference_low", "difference_high"].entries()) {
    if (numbers[at] === undefined) continue;
    const decimals = (numbers[at].split(".")[1] ?? "").length;
    assert.ok(Math.abs(Number(numbers[at]) - row[key] * scale) <= 0.500001 * 10 ** -decimals, `${metric} ${key}: ${numbers[at]} for ${row[key]}`);
  }
  assert.ok(numbers.length >= 1 && verdict === row.verdict, metric);
}
pass(`the downloaded files give the page's ${shown.length} differences, intervals and verdicts in cogov compare`);
execFileSync(cogov, ["run", "mine.toml", "--seeds", "2", "--quiet"], { cwd: work });
pass("cogov run takes the downloaded policy");

// Months.
await page.focus("#month");
await page.keyboard.press("Home");
const first = await page.textContent("#readout");
await page.keyboard.press("End");
assert.notEqual(await page.textContent("#readout"), first);
assert.ok((await page.textContent("#readout")).includes("month 60"));
await page.selectOption("#metric", "trust");
await page.waitForFunction(() => document.querySelector(".line-chart")?.getAttribute("aria-label") === "trust");
pass("months are scrubbed by keyboard, and another outcome is drawn");

// A community, and a life.
await page.click('[data-tab="communities"]');
await page.click(".tile >> nth=0");
await page.waitForSelector("#inside-month");
await page.focus("#inside-month");
await page.keyboard.press("Home");
assert.equal(await page.$$eval("dialog .two section", (all) => all.length), 2);
await page.screenshot({ path: join(pictures, "community-en.png") });
await page.keyboard.press("Escape");
await page.click("#lives");
await page.click('[data-life="resident"] >> nth=0');
await page.waitForSelector(".story p");
assert.ok((await page.textContent(".story")).includes("What differed first"));
await page.screenshot({ path: join(pictures, "life-en.png") });
await page.keyboard.press("Escape");
pass("a community opens to its cadres, queue and accounts; a life is told in both histories");

// The loop, and assumptions.
await page.click('[data-tab="why"]');
await page.waitForSelector("svg.loop");
await page.waitForFunction(() => document.querySelector(".arrow[aria-label*='norm']"), null, { timeout: 120000 });
await page.focus(".arrow.feedback");
await page.keyboard.press("Enter");
assert.ok((await page.textContent("#poked")).length > 20);
await page.screenshot({ path: join(pictures, "loop-en.png"), fullPage: true });
pass("the loop is drawn, its arrows weighed, and one is poked at by keyboard");
await page.click("#pin");
await fresh(2);
await page.click('[data-tab="doubt"]');
await page.waitForSelector("[data-assume] input", { timeout: 120000 });
await page.focus("[data-assume] input");
await page.keyboard.press("End");
await page.waitForFunction(() => location.hash.includes("if."), null, { timeout: 120000 });
await fresh(2);
await page.waitForSelector("#ranked li");
await page.screenshot({ path: join(pictures, "doubt-en.png"), fullPage: true });
pass("an assumption is disputed: today and packages are run anew and ranked");

// Language, and the checker of accessibility in both.
const check = async (what) => {
  const found = await page.evaluate(async () => (globalThis.axe ? (await globalThis.axe.run(document, { resultTypes: ["violations"] })).violations.map((of) => `${of.id}: ${of.nodes[0].target}`) : null));
  if (found) { assert.deepEqual(found, [], what); pass(`the accessibility checker finds nothing (${what})`); }
};
await page.evaluate(readFileSync(axe, "utf8")).catch(() => null);
await check("English");
await page.click('[data-lang="zh-Hans"]');
await page.waitForFunction(() => document.querySelector("h1")?.textContent.includes("现状"));
const left = await page.$$eval("#answer h1, #answer h2, #answer button, #levers label", (all) => all.map((of) => of.textContent).filter((text) => /[a-z]{4}/i.test(text) && !/[\u4e00-\u9fff]/.test(text)));
assert.deepEqual(left.filter((text) => !/^pinned/.test(text) && !/^Package/.test(text)), []);
await check("Chinese");
await page.screenshot({ path: join(pictures, "explore-zh.png"), fullPage: true });
pass("everything is said in Chinese");
await page.setViewportSize({ width: 390, height: 844 });
assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 391), "too wide for a phone");
await page.screenshot({ path: join(pictures, "explore-phone-zh.png"), fullPage: true });
await page.setViewportSize({ width: 1360, height: 900 });
pass("a phone shows it without scrolling sideways");

// A restart in the middle.
await page.click("#more");
restarting = true;
await end();
await page.waitForFunction(() => document.querySelector("#connection").textContent !== "", null, { timeout: 30000 });
await begin();
await page.waitForFunction(() => document.querySelector("#connection").textContent === "", null, { timeout: 30000 });
restarting = false;
await page.evaluate(() => { document.querySelector("#answer").classList.add("stale"); });
await page.focus("#lever-career_path");
await page.keyboard.press("End");
await fresh(2);
pass("the server is killed and started again: the page goes on by itself");
assert.deepEqual(errors.filter((text) => !text.includes("ERR_CONNECTION") && !text.includes("ERR_INCOMPLETE")), []);
pass("no error on the console, no request to another host");
await browser.close();
await end();
console.log(`${passed} checks passed`);
process.exit(0);
