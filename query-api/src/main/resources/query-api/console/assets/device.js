import { getText } from "./api.js";
import { byId, make, say } from "./dom.js";
import { machine, time } from "./format.js";
import { LiveStream } from "./live.js";
import { parseExactly, rows } from "./payload.js";
import { Series } from "./series.js";

/** How often the state is drawn at most, however much the device says. */
const DRAW_MILLIS = 500;
const MOST_TYPES = 50;

/** One device: the newest event of each type, and the series of one of its numbers. */
export class Device {
  #id = null;
  #newest = new Map();
  #live = null;
  #asked = null;
  #drawing = 0;
  #series = new Series();

  constructor() {
    byId("field").addEventListener("change", () => this.#chart());
    byId("span").addEventListener("change", () => this.#chart());
  }

  /** @param {string|null} deviceId none: nothing is shown any more */
  async show(deviceId) {
    this.#leave();
    this.#id = deviceId;
    say(byId("device-title"), deviceId ?? "Device");
    byId("device-none").hidden = deviceId !== null;
    if (deviceId === null) {
      return;
    }
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const device = parseExactly(await getText(`v1/devices/${encodeURIComponent(deviceId)}`, signal));
      say(byId("device-seen"), device.last_seen ? `last seen ${time(device.last_seen)}` : "");
      device.events.forEach((event) => this.#keep(event));
      this.#draw();
      this.#live = new LiveStream({ device_id: deviceId }, (message) => this.#take(message), undefined, parseExactly).start();
    } catch (failure) {
      if (!signal.aborted) {
        say(byId("device-problem"), failure.message);
      }
    }
  }

  #leave() {
    this.#asked?.abort();
    this.#live?.stop();
    clearTimeout(this.#drawing);
    this.#drawing = 0;
    this.#newest.clear();
    this.#series.show(null);
    byId("device-known").hidden = true;
    byId("device-state").replaceChildren();
    byId("field").replaceChildren();
    say(byId("device-problem"), "");
    say(byId("device-seen"), "");
  }

  #take(message) {
    if (message.kind !== "event" || message.event.device_id !== this.#id) {
      return;
    }
    this.#keep(message.event);
    say(byId("device-seen"), `last seen ${time(message.event.received_time)}`);
    this.#series.touch();
    this.#drawing ||= setTimeout(() => {
      this.#drawing = 0;
      this.#draw();
    }, DRAW_MILLIS);
  }

  #keep(event) {
    const known = this.#newest.get(event.event_type);
    const newer = known === undefined || event.event_time >= known.event_time;
    if (newer && (known !== undefined || this.#newest.size < MOST_TYPES)) {
      this.#newest.set(event.event_type, event);
    }
  }

  #draw() {
    byId("device-known").hidden = false;
    const events = [...this.#newest.values()].sort((a, b) => (a.event_type < b.event_type ? -1 : 1));
    byId("device-state").replaceChildren(...events.map(state));
    this.#offer(events);
    this.#chart();
  }

  /** The numeric fields of all types; the choice stays while it is among them. */
  #offer(events) {
    const select = byId("field");
    const fields = events.flatMap((event) => rows(event.payload)
      .filter((row) => row.numeric)
      .map((row) => ({ type: event.event_type, pointer: row.pointer })));
    const values = fields.map((field) => JSON.stringify(field));
    const shown = [...select.options].map((option) => option.value);
    if (values.join() === shown.join()) {
      return;
    }
    const chosen = select.value;
    select.replaceChildren(...fields.map(({ type, pointer }, index) =>
      make("option", { value: values[index] }, `${type} ${pointer.replace("/payload", "")}`)));
    select.value = values.includes(chosen) ? chosen : (values[0] ?? "");
  }

  #chart() {
    const field = byId("field").value;
    this.#series.show(field === "" ? null : { device: this.#id, ...JSON.parse(field), seconds: Number(byId("span").value) });
    if (field === "") {
      say(byId("series-caption"), "It has sent no numbers.");
    }
  }
}

function state(event) {
  const type = event.event_subtype ? `${event.event_type}:${event.event_subtype}` : event.event_type;
  const members = event.payload_omitted
    ? [make("tr", {}, make("td", {}, "The payload is too large to be shown live."))]
    : rows(event.payload).map((row) => make("tr", {},
      make("th", { scope: "row" }, row.pointer.replace("/payload/", "")),
      make("td", {}, row.text)));
  return make("section", {},
    make("h3", {}, type),
    make("p", { class: "hint" },
      make("time", { datetime: machine(event.event_time) }, time(event.event_time)), " by its clock"),
    make("table", {},
      make("caption", { class: "unseen" }, `The newest payload of type ${type}`),
      make("tbody", {}, ...members)));
}
