import { getJson, query } from "./api.js";
import { Chart } from "./charts.js";
import { alignHeads, byId, make, number, say } from "./dom.js";
import { count, decimal, machine, time } from "./format.js";
import { Poll } from "./poll.js";

const EVERY_SECONDS = 3;
const MOST_ROWS = 50;
/** By span in seconds: a point for every few pixels, and far fewer than the API's bound. */
const BUCKETS = new Map([[900, 5], [3600, 15], [21600, 60], [86400, 300]]);

/** One numeric field of one device as a chart, asked for anew when there is more of it. */
export class Series {
  #chart = new Chart(byId("chart-series"), {
    series: [
      { name: "most", color: "--accent", faint: true, band: true },
      { name: "least", color: "--accent", faint: true },
      { name: "average", color: "--accent" },
    ],
  });
  #wanted = null;
  #stale = false;
  #poll = new Poll(EVERY_SECONDS, (signal) => this.#load(signal), byId("series-problem"));

  constructor() {
    alignHeads(document.querySelector("#series-numbers table"), 1);
    byId("series-numbers").addEventListener("toggle", () => this.#now());
  }

  /** @param {{device: string, type: string, pointer: string, seconds: number}|null} wanted */
  show(wanted) {
    if (JSON.stringify(wanted) === JSON.stringify(this.#wanted)) {
      return;
    }
    this.#wanted = wanted;
    this.#chart.show([[], [], [], []], "");
    say(byId("series-caption"), "");
    say(byId("series-problem"), "");
    this.#now();
  }

  /** That the device has said more. */
  touch() {
    this.#stale = true;
  }

  #now() {
    this.#stale = true;
    if (this.#wanted === null) {
      this.#poll.stop();
    } else {
      this.#poll.now();
    }
  }

  async #load(signal) {
    if (!this.#stale) {
      return;
    }
    this.#stale = false;
    const { device, type, pointer, seconds } = this.#wanted;
    const bucket = BUCKETS.get(seconds);
    const to = Math.ceil(Date.now() / 1000 / bucket) * bucket;
    const series = await getJson(`v1/devices/${encodeURIComponent(device)}/series` + query({
      field: pointer,
      type,
      agg: "avg,min,max,count",
      bucket: `${bucket}s`,
      from: new Date((to - seconds) * 1000).toISOString(),
      to: new Date(to * 1000).toISOString(),
    }), signal).catch((failure) => {
      this.#stale = true;
      throw failure;
    });
    this.#draw(series, { type, pointer, bucket, range: [to - seconds, to] });
  }

  #draw(series, { type, pointer, bucket, range }) {
    const points = series.items;
    const column = (name) => points.map((point) => (point[name] === null ? null : Number(point[name])));
    const times = points.map((point) => Date.parse(point.time) / 1000);
    const numbers = points.reduce((sum, point) => sum + point.count, 0);
    const skipped = series.skipped > 0 ? `; ${count(series.skipped)} values that are no numbers are left out` : "";
    byId("series-caption").replaceChildren(
      make("strong", {}, `${type} ${pointer.replace("/payload", "")}`),
      make("span", { class: "key" }, `average of ${bucket < 60 ? `${bucket} s` : `${bucket / 60} min`}`),
      make("span", { class: "key band" }, "least to most"),
      make("span", {}, numbers === 0 ? "no numbers in this time" : `${count(numbers)} numbers${skipped}`));
    this.#chart.show([times, column("max"), column("min"), column("avg")],
      `${type} ${pointer}: ${numbers} numbers, the newest average is ${decimal(points.at(-1)?.avg)}`, range);
    if (byId("series-numbers").open) {
      const rows = points.slice(-MOST_ROWS).reverse().map((point) => make("tr", {},
        make("th", { scope: "row" }, make("time", { datetime: machine(point.time) }, time(point.time))),
        number(decimal(point.min)), number(decimal(point.avg)), number(decimal(point.max))));
      document.querySelector("#series-numbers tbody").replaceChildren(...rows);
    }
  }
}
