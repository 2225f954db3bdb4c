import { getJson } from "./api.js";
import { alignHeads, byId, make, number } from "./dom.js";
import { count, share } from "./format.js";
import { Poll } from "./poll.js";

const EVERY_SECONDS = 10;
/** What is below is marked. */
const GOOD = 0.99;

/** How good the events of each type are, by `/v1/quality`. */
export function quality() {
  const panel = byId("quality");
  alignHeads(panel.querySelector("table"), 1);
  const body = panel.querySelector("tbody");
  return new Poll(EVERY_SECONDS, async (signal) => {
    const report = await getJson("v1/quality", signal);
    const items = [...report.items].sort((a, b) => b.received - a.received);
    body.replaceChildren(...items.map(row), row({ ...report.total, event_type: "all types" }));
  }, panel.querySelector(".problem"));
}

function row(type) {
  return make("tr", {},
    make("th", { scope: "row" }, type.event_type),
    number(count(type.received)),
    number(count(type.duplicate)),
    number(count(type.rejected)),
    graded(type.uniqueness, null),
    graded(...least(type.completeness)),
    graded(...least(type.validity)));
}

/** The member or format that does worst, and how. */
function least(shares) {
  const known = Object.entries(shares).filter(([, value]) => value !== null);
  const [name, value] = known.reduce((worst, next) => (next[1] < worst[1] ? next : worst), [null, 1]);
  return known.length === 0 ? [null, null] : [value, name];
}

function graded(value, name) {
  const bad = value !== null && value < GOOD;
  const cell = number(make("span", { class: bad ? "low" : null }, share(value)));
  if (name !== null) {
    cell.append(" ", make("small", {}, name));
  }
  return cell;
}
