// How long a lever takes on the page: to the first answer, and until the interval of yearly participation is at most
// ±1 point. Usage: node speed.mjs COGOV. Measured in the browser, from the event of the lever to the drawn answer.
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const cogov = resolve(process.argv[2]);
const work = mkdtempSync(join(tmpdir(), "cogov-speed-"));
const server = spawn(cogov, ["serve", "--port", "0", "--lang", "en"], { cwd: work, stdio: ["ignore", "pipe", "inherit"] });
process.on("exit", () => server.kill("SIGKILL"));
const url = await new Promise((done, failed) => {
  server.stdout.on("data", (text) => { const found = /http:\/\/[\d.:]+\//.exec(String(text)); if (found) done(found[0]); });
  server.on("exit", (code) => { if (code !== null) failed(new Error(`the server ended with ${code}`)); });
});
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
for (const start of ["baseline", "saihan"]) {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  page.setDefaultTimeout(240000);
  await page.addInitScript(() => {
    // What the page is told, and when: each answer of the newest question.
    const Plain = EventSource;
    window.told = [];
    window.EventSource = class extends Plain {
      set onmessage(heard) {
        super.onmessage = (event) => {
          heard(event);
          const answer = JSON.parse(event.data);
          const row = answer.packages[0].rows.find((of) => of.metric === "participation_yearly");
          window.told.push({ at: performance.now(), key: answer.key, seeds: answer.seeds, target: answer.target, half: row && !row.each.length ? row.half?.en ?? null : null, each: row?.each ?? [], verdict: row?.verdict ?? null });
        };
      }
    };
  });
  await page.goto(`${url}#from=${start}`);
  // Today's histories are run once, for the first lever of a place; both are told.
  for (const [lever, value] of [["mandate_clarity", 0.8], ["pay_ratio", 0.72], ["admin_cap_share", 0.6]]) {
    await page.waitForSelector(`#lever-${lever}`);
    await page.evaluate(([lever, value]) => {
      window.told.length = 0;
      window.moved = performance.now();
      const slider = document.getElementById(`lever-${lever}`);
      slider.value = String(value);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }, [lever, value]);
    // The page's policy lets no text be run as a script: functions only.
    await page.waitForFunction(() => {
      const isSure = (of) => of.seeds >= 2 && of.half !== null && Number.parseFloat(of.half.replace(/[^\d.]/g, "")) <= 1;
      return window.told.some((of) => isSure(of) || of.seeds >= of.target);
    });
    const { told, moved } = await page.evaluate(() => ({ told: window.told, moved: window.moved }));
    const first = told[0];
    const known = told.find((of) => of.half !== null && Number.parseFloat(of.half.replace(/[^\d.]/g, "")) <= 1);
    const seconds = (of) => `${((of.at - moved) / 1000).toFixed(2)} s (${of.seeds} histories: ${of.half ? `±${of.half}, ${of.verdict}` : of.each.join(", ")})`;
    console.log(`${start}, ${lever}: first answer ${seconds(first)}; at ±1 point or less ${known ? seconds(known) : `not within ${told.at(-1).target} histories: ${told.at(-1).half} at the end`}`);
  }
  await page.close();
}
await browser.close();
server.kill();
process.exit(0);
