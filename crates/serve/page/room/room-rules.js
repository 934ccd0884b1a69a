// What a workshop reckons: policies, prices, and what a forecast is worth.

/** The number of a policy of five digits. */
export const numberOf = (digits) => Number.parseInt(digits, 3);

/** The effort points of a policy. */
export const effortOf = (told, digits) => told.levers.reduce((sum, lever, at) => sum + lever.effort[digits[at]], 0);

/** What a policy adds to the budget in its dearest year, yuan an adult. */
export const priceOf = (told, digits) => told.prices[numberOf(digits)];

/** A policy with one lever at another step. */
export const withStep = (digits, lever, step) => digits.slice(0, lever) + step + digits.slice(lever + 1);

/** Whether a policy lies within purse and points. */
export const isAffordable = (told, digits) => priceOf(told, digits) <= told.purse && effortOf(told, digits) <= told.efforts;

/** The interval score of a central range of four in five, the mean over seeds, in the unit shown: lower is better. */
export function scoreOf({ low, high }, ends, scale) {
  const known = ends.filter((end) => end !== null).map((end) => end * scale);
  if (!known.length) return null;
  return known.reduce((sum, end) => sum + (high - low) + 10 * (Math.max(0, low - end) + Math.max(0, end - high)), 0) / known.length;
}

/** Whether a forecast can be one. */
export const isSound = ({ value, low, high }) => [value, low, high].every(Number.isFinite) && low <= value && value <= high;

/** The mean of what is known. */
export function meanOf(values) {
  const known = values.filter((value) => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

/** Lowest and highest of what is known. */
export function rangeOf(values) {
  const known = values.filter((value) => value !== null);
  return known.length ? [Math.min(...known), Math.max(...known)] : [null, null];
}

/** A policy as a scenario file: what the program wrote of things as they are, and what the steps set. */
export function fileOf(told, digits) {
  const kept = told.file.split("\n").filter((line) => !line.startsWith("summary"));
  const sets = told.levers.flatMap((lever, at) => (digits[at] === "0" ? [] : lever.sets[digits[at]])).map(({ key, value }) => `${key} = ${value}`);
  return [...kept.map((line) => line.replace("00000", digits)), ...sets].filter((line) => line).join("\n") + "\n";
}
