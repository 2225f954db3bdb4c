/** Numbers and times as people read them, in the zone of their machine. */

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const DAY_MILLIS = 86_400_000;

export const count = (value) => whole.format(value);

export const decimal = (value) => (value === null || value === undefined ? "–" : fine.format(Number(value)));

export const perSecond = (value) => (value < 10 ? tenth : whole).format(value) + "/s";

/** A share, never rounded up to all of it. */
export function share(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  const percent = Math.floor(value * 1000) / 10;
  return value === 1 ? "100 %" : tenth.format(percent) + " %";
}

export function millis(value) {
  if (value < 1000) {
    return whole.format(value) + " ms";
  }
  return value < 120_000 ? tenth.format(value / 1000) + " s" : whole.format(value / 60_000) + " min";
}

/** With the day where it is not today's. */
export function time(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) {
    return "";
  }
  return Math.abs(Date.now() - at.getTime()) < DAY_MILLIS / 2 ? clock.format(at) : day.format(at);
}

/** Of ticks below a chart, in seconds since 1970. */
export function tick(seconds, step) {
  const text = clock.format(new Date(seconds * 1000));
  return step < 60 ? text : text.slice(0, 5);
}

/** For tables of times, read aloud as such. */
export function machine(iso) {
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}
