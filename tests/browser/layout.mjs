// What a designer would see at a glance: labels over each other, labels and tables cut off, panels on different scales.
import assert from "node:assert/strict";

/** Labels of one picture that lie over each other, or beyond its edge. */
async function labels(page) {
  return page.evaluate(() => {
    const wrong = [];
    for (const svg of document.querySelectorAll("svg[role=img]")) {
      if (!svg.getClientRects().length) continue;
      const frame = svg.getBoundingClientRect();
      const where = svg.closest("section")?.id;
      const seen = [...svg.querySelectorAll("text")].filter((text) => text.getClientRects().length && text.textContent.trim());
      const boxes = seen.map((text) => [text.textContent.trim(), text.getBoundingClientRect()]);
      boxes.forEach(([text, box], at) => {
        const beyond = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
        if (beyond > 2) wrong.push(`${where}: "${text}" is cut off by ${beyond.toFixed(0)} pixels`);
        for (const [other, there] of boxes.slice(at + 1)) {
          const wide = Math.min(box.right, there.right) - Math.max(box.left, there.left);
          const high = Math.min(box.bottom, there.bottom) - Math.max(box.top, there.top);
          if (wide > 2 && high > 3) wrong.push(`${where}: "${text}" lies over "${other}"`);
        }
      });
    }
    return wrong;
  });
}

/** Texts that end before they are whole: whatever hides what it holds, and tables of page 1 that one must push sideways. */
async function cut(page) {
  return page.evaluate(() => [...document.querySelectorAll("main *")].filter((of) => {
    if (of.closest("svg") || !of.getClientRects().length || of.scrollWidth <= of.clientWidth + 1) return false;
    const { overflowX } = getComputedStyle(of);
    return overflowX === "hidden" || overflowX === "clip" || (overflowX !== "visible" && of.closest(".first"));
  }).map((of) => `${of.tagName} ${of.className} holds ${of.scrollWidth} in ${of.clientWidth} pixels`));
}

/** Pictures of one outcome beside each other stand on one axis. */
async function scales(page) {
  return page.$$eval(".panels", (all) => all.flatMap((panels) => {
    const axes = [...panels.querySelectorAll("svg.panel")].map((svg) => [...svg.querySelectorAll("text.tick")]
      .filter((text) => text.getAttribute("text-anchor") === "end").map((text) => `${text.textContent} at ${text.getAttribute("y")}`).join(", "));
    return new Set(axes).size > 1 ? [axes.join(" / ")] : [];
  }));
}

export async function holdsLayout(page, what) {
  assert.deepEqual(await labels(page), [], `${what}: labels`);
  assert.deepEqual(await cut(page), [], `${what}: cut off`);
  assert.deepEqual(await scales(page), [], `${what}: panels on different scales`);
}
