// A page on paper and its first screen. Usage: node sheet.mjs REPORT.html PICTURES [PIXELS]
// At most eight sheets of A4 in both languages, the first screen on the first of them; on a screen 1360 wide it ends
// by PIXELS where they are given; on a phone no table is pushed sideways.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, pictures, pixels] = process.argv.slice(2);
const path = resolve(file);
mkdirSync(pictures, { recursive: true });
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
const page = await browser.newPage({ viewport: { width: 1360, height: 800 } });
await page.goto(pathToFileURL(path).href);
// A4 less its margins, CSS pixels.
const SHEET = { width: Math.round((186 / 25.4) * 96), height: Math.round((275 / 25.4) * 96) };
for (const lang of ["en", "zh-Hans"]) {
  await page.setViewportSize({ width: 1360, height: 800 });
  await page.click(`.languages button[data-lang="${lang}"]`);
  const end = await page.$eval("#answer", (of) => of.getBoundingClientRect().bottom - Number.parseFloat(getComputedStyle(of).paddingBottom));
  if (pixels) assert.ok(end <= Number(pixels), `${lang}: the first screen ends at ${end} pixels`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.$$eval("details", (all) => all.forEach((of) => { of.open = true; }));
  const pushed = await page.$$eval(".scroll", (all) => all.filter((of) => of.getClientRects().length && of.querySelector("table") && of.scrollWidth > of.clientWidth + 1).map((of) => `${of.closest("section")?.id}: ${of.scrollWidth} in ${of.clientWidth}`));
  assert.deepEqual(pushed, [], `${lang}: tables that are pushed sideways on a phone`);
  await page.$$eval("details", (all) => all.forEach((of) => { of.open = false; }));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(SHEET);
  const high = await page.$eval("#answer", (of) => of.getBoundingClientRect().height);
  // What is wider than the sheet makes the browser shrink all of it.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= SHEET.width, `${lang}: ${wide} pixels wide, a sheet ${SHEET.width}`);
  assert.ok(high <= SHEET.height, `${lang}: page 1 is ${high} pixels high, a sheet ${SHEET.height}`);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1360, height: 800 });
  const pdf = await page.pdf({ path: join(pictures, `${basename(dirname(path))}-${lang}.pdf`), preferCSSPageSize: true });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(sheets <= 8, `${lang}: ${sheets} sheets of A4`);
  console.log(`ok ${basename(dirname(path))} ${lang}: the first screen ends at ${end.toFixed(0)} pixels and takes ${((100 * high) / SHEET.height).toFixed(0)} % of sheet 1 of ${sheets}; no table is pushed sideways`);
}
await browser.close();
console.log("2 passed, 0 failed");
