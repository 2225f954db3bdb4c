import { getJson } from "./api.js";
import { byId, make, say } from "./dom.js";
import { machine, time } from "./format.js";

const MOST = 100;
/** Between what is read out: whoever listens is not to be talked down by a hundred alerts. */
const SPOKEN_MILLIS = 3000;

/** Alerts, newest first; one that is cleared says so where it was raised. */
export class Alerts {
  #list = byId("alert-list");
  #news = byId("alert-news");
  #shown = new Map();
  #unspoken = [];
  #speaking = 0;

  /** Those of the last day, below what has come live meanwhile. */
  async load(signal) {
    const page = await getJson(`v1/alerts?limit=${MOST}`, signal);
    for (const alert of [...page.items].reverse()) {
      this.#place(alert);
    }
    this.#sum();
  }

  /** One that has come just now. */
  take(alert) {
    if (this.#place(alert)) {
      this.#unspoken.push(alert);
      this.#speaking ||= setTimeout(() => this.#speak(), 0);
      this.#sum();
    }
  }

  #speak() {
    const alerts = this.#unspoken.splice(0);
    if (alerts.length > 0) {
      const last = alerts.at(-1);
      const more = alerts.length > 1 ? `${alerts.length} alerts, the last: ` : "";
      say(this.#news, `${more}${last.rule} ${last.state}: ${subject(last)}. ${last.detail}`);
    }
    this.#speaking = alerts.length > 0 ? setTimeout(() => this.#speak(), SPOKEN_MILLIS) : 0;
  }

  /** @returns whether it is new: after a break the server may send one again */
  #place(alert) {
    const cleared = alert.state === "cleared";
    const raised = cleared ? this.#shown.get(alert.raised_key) : undefined;
    if (this.#shown.has(alert.alert_key) || raised?.clearedBy === alert.alert_key) {
      return false;
    }
    if (raised !== undefined) {
      raised.clearedBy = alert.alert_key;
      raised.item.replaceWith((raised.item = item(raised.alert, alert)));
      return true;
    }
    const entry = { alert, item: item(alert, cleared ? alert : null), clearedBy: null };
    this.#shown.set(alert.alert_key, entry);
    this.#list.insertBefore(entry.item, this.#firstNotAfter(alert.received_time));
    if (this.#shown.size > MOST) {
      const last = this.#list.lastElementChild;
      this.#shown.delete(last.dataset.key);
      last.remove();
    }
    return true;
  }

  #firstNotAfter(received) {
    return [...this.#list.children].find((child) => child.dataset.received <= received) ?? null;
  }

  #sum() {
    const open = this.#list.querySelectorAll('[data-state="raised"]').length;
    say(byId("alerts-open"), this.#shown.size === 0 ? "none in the last day" : `${open} raised and not cleared`);
  }
}

function item(alert, clearing) {
  const cleared = clearing !== null;
  const element = make("li", { "data-state": cleared ? "cleared" : "raised" },
    make("span", { class: "mark", "aria-hidden": "true" }, cleared ? "✓" : "▲"),
    make("span", { class: "what" }, `${alert.rule}: `, link(alert)),
    make("time", { datetime: machine(alert.received_time) }, time(alert.received_time)),
    make("span", { class: "detail" }, alert.detail),
    cleared ? make("span", { class: "detail" }, `cleared ${time(clearing.received_time)}`) : null);
  element.dataset.key = alert.alert_key;
  element.dataset.received = alert.received_time;
  return element;
}

function link(alert) {
  return alert.device_id
    ? make("a", { href: `#device=${encodeURIComponent(alert.device_id)}` }, alert.device_id)
    : subject(alert);
}

function subject(alert) {
  return alert.device_id ?? `events of type ${alert.event_type}`;
}
