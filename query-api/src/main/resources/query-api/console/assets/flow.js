import { Chart } from "./charts.js";
import { alignHeads, byId, make, number, say } from "./dom.js";
import { count, millis, perSecond } from "./format.js";
import { Ring } from "./ring.js";

const SHOWN_SECONDS = 300;
/** What is rare would be a comb of ones and zeros by the second. */
const MEAN_SECONDS = 5;
const OUTCOMES = ["stored", "duplicate", "rejected"];
/** There are some twenty reasons; whatever else comes is not kept. */
const MOST_REASONS = 64;

/** What the pipeline does right now: events per second, lag, reasons. Fed by `pipeline` messages. */
export class Flow {
  #seconds = new Ring(SHOWN_SECONDS, OUTCOMES.length);
  #means = new Ring(SHOWN_SECONDS / MEAN_SECONDS, OUTCOMES.length);
  #newest = [];
  #taken = 0;
  #lags = new Ring(SHOWN_SECONDS, 1);
  #reasons = new Map();
  #charts;
  #lagChart;

  constructor() {
    this.#charts = OUTCOMES.map((outcome) => new Chart(byId(`chart-${outcome}`), {
      series: [{ name: outcome, color: `--${outcome}`, filled: true }],
      format: (value) => perSecond(value).replace(".0", ""),
      window: SHOWN_SECONDS,
      sync: "flow",
      atLeast: 1,
    }));
    this.#lagChart = new Chart(byId("chart-lag"), {
      series: [{ name: "lag", color: "--lag", filled: true }],
      format: millis,
      window: SHOWN_SECONDS,
      atLeast: 100,
    });
    document.querySelectorAll("#shards table, #reasons table").forEach((table) => alignHeads(table, 1));
  }

  take(pipeline) {
    const now = Date.now() / 1000;
    const seconds = pipeline.interval_ms / 1000;
    const rates = OUTCOMES.map((outcome) => pipeline[outcome] / seconds);
    this.#newest = [...this.#newest, rates].slice(-MEAN_SECONDS);
    const means = rates.map((rate, index) => this.#newest.reduce((sum, one) => sum + one[index], 0) / this.#newest.length);
    this.#seconds.push(now, ...rates);
    if (this.#taken++ % MEAN_SECONDS === 0) {
      this.#means.push(now, ...means);
    }
    OUTCOMES.forEach((outcome, index) => {
      const text = perSecond(means[index]);
      say(byId(`rate-${outcome}`), text);
      const points = outcome === "stored" ? this.#seconds : this.#means;
      this.#charts[index].show(points.series(index), `${outcome}: ${text} now`);
    });
    this.#showLag(now, pipeline.shards);
    this.#showReasons(pipeline.rejected_reasons);
  }

  #showLag(now, shards) {
    const largest = shards.reduce((most, shard) => Math.max(most, shard.lag_ms), 0);
    const text = shards.length === 0 ? "no shard is read" : millis(largest);
    if (shards.length > 0) {
      this.#lags.push(now, largest);
    }
    say(byId("lag"), text);
    this.#lagChart.show(this.#lags.series(0), `largest lag: ${text} now`);
    const rows = [...shards]
      .sort((a, b) => a.shard.localeCompare(b.shard))
      .map((shard) => gauge(shard.shard, shard.lag_ms / Math.max(largest, 1000), millis(shard.lag_ms)));
    document.querySelector("#shards tbody").replaceChildren(...rows);
  }

  #showReasons(reasons) {
    for (const [reason, events] of Object.entries(reasons)) {
      if (this.#reasons.has(reason) || this.#reasons.size < MOST_REASONS) {
        this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + events);
      }
    }
    const known = [...this.#reasons].sort((a, b) => b[1] - a[1]);
    const most = known[0]?.[1] ?? 1;
    const rows = known.map(([reason, events]) => gauge(reason, events / most, count(events)));
    document.querySelector("#reasons tbody").replaceChildren(...rows);
    document.querySelector("#reasons table").hidden = known.length === 0;
    document.querySelector("#reasons .empty").hidden = known.length > 0;
  }
}

/** A row with a bar below its name, as long as its share of the largest. */
function gauge(name, part, value) {
  const bar = make("i", { "aria-hidden": "true" });
  bar.style.width = `${Math.round(part * 100)}%`;
  return make("tr", {}, make("th", { scope: "row", class: "gauge" }, name, bar), number(value));
}
