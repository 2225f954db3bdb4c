import { getJson, query } from "./api.js";
import { byId, make, say } from "./dom.js";
import { machine, time } from "./format.js";
import { Poll } from "./poll.js";

const EVERY_SECONDS = 15;
const PAGE = 50;
const MOST = 500;
const TYPED_MILLIS = 200;

/** Devices seen last first, narrowed to those whose id begins as typed. */
export class Devices {
  #list = byId("device-list");
  #search = byId("search");
  #more = byId("more-devices");
  #wanted = PAGE;
  #chosen = null;
  #typed = 0;
  #poll;

  constructor() {
    this.#poll = new Poll(EVERY_SECONDS, (signal) => this.#load(signal), document.querySelector("#devices .problem"));
    this.#search.addEventListener("input", () => {
      clearTimeout(this.#typed);
      this.#typed = setTimeout(() => this.#from(PAGE), TYPED_MILLIS);
    });
    this.#more.addEventListener("click", () => this.#from(this.#wanted + PAGE));
  }

  start() {
    this.#poll.now();
  }

  stop() {
    this.#poll.stop();
  }

  /** @param {string|null} deviceId marked in the list as the one that is looked at */
  choose(deviceId) {
    this.#chosen = deviceId;
    for (const link of this.#list.querySelectorAll("a")) {
      mark(link, deviceId);
    }
  }

  #from(wanted) {
    this.#wanted = Math.min(wanted, MOST);
    this.#poll.now();
  }

  async #load(signal) {
    const devices = [];
    let cursor = null;
    do {
      const limit = Math.min(this.#wanted - devices.length, 100);
      const page = await getJson("v1/devices" + query({ prefix: this.#search.value.trim(), limit, cursor }), signal);
      devices.push(...page.items);
      cursor = page.next_cursor ?? null;
    } while (cursor !== null && devices.length < this.#wanted);
    this.#show(devices, cursor !== null);
  }

  #show(devices, more) {
    this.#more.hidden = !more || this.#wanted >= MOST;
    const none = this.#search.value === "" ? "none yet" : "none begins so";
    say(byId("devices-count"), devices.length === 0 ? none : `${devices.length}${more ? " and more" : ""}`);
    const known = new Map([...this.#list.children].map((item) => [item.dataset.device, item]));
    const items = devices.map((device) => this.#item(known.get(device.device_id), device));
    // what is in its place already stays in the document, and keeps the focus
    items.forEach((item, index) => {
      if (this.#list.children[index] !== item) {
        this.#list.insertBefore(item, this.#list.children[index] ?? null);
      }
    });
    while (this.#list.children.length > items.length) {
      this.#list.lastElementChild.remove();
    }
  }

  #item(known, { device_id: id, last_seen: seen }) {
    const item = known ?? make("li", {},
      make("a", { href: `#device=${encodeURIComponent(id)}` }, make("span", {}, id), make("time", {})));
    item.dataset.device = id;
    const link = item.firstElementChild;
    mark(link, this.#chosen);
    link.lastElementChild.setAttribute("datetime", machine(seen) ?? "");
    say(link.lastElementChild, time(seen).slice(0, -3));
    return item;
  }
}

function mark(link, chosen) {
  if (link.parentElement?.dataset.device === chosen) {
    link.setAttribute("aria-current", "true");
  } else {
    link.removeAttribute("aria-current");
  }
}
