import { alignHeads, byId, make, number } from "./dom.js";
import { count, decimal, time } from "./format.js";

const MOST = 100;

/** The newest window of each type, field and length. Fed by `window` messages. */
export class Windows {
  #newest = new Map();
  #panel = byId("windows");

  constructor() {
    alignHeads(this.#panel.querySelector("table"), 4);
    this.#show();
  }

  take(window) {
    const key = JSON.stringify([window.event_type, window.field, window.window]);
    const known = this.#newest.get(key);
    if (known === undefined ? this.#newest.size >= MOST : window.window_start < known.window_start) {
      return;
    }
    this.#newest.set(key, window);
    this.#show();
  }

  #show() {
    const rows = [...this.#newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, window]) => row(window));
    this.#panel.querySelector("tbody").replaceChildren(...rows);
    this.#panel.querySelector("table").hidden = rows.length === 0;
    this.#panel.querySelector(".empty").hidden = rows.length > 0;
  }
}

function row(window) {
  return make("tr", {},
    make("th", { scope: "row" }, window.event_type),
    make("td", {}, window.field.replace("/payload/", "")),
    make("td", {}, time(window.window_start)),
    make("td", {}, window.window),
    number(count(window.count)),
    number(decimal(window.min)),
    number(decimal(window.avg ?? window.sum / window.count)),
    number(decimal(window.max)));
}
