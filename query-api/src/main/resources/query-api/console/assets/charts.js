import { make, say } from "./dom.js";
import { decimal, tick } from "./format.js";

const { uPlot } = globalThis;
const NOTHING = "a chart without points yet";
const charts = new Set();
/** Between ticks of time, in seconds: what fits below in hours and minutes. */
const STEPS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200];

/**
 * A chart that fills its place, in the colours of the page, and says in words what it shows: a
 * canvas tells a screen reader nothing.
 */
export class Chart {
  #place;
  #series;
  #shown;
  #format;
  #sync;
  #readout = make("p", { class: "readout", "aria-hidden": "true" });
  #plot = null;
  #data;

  /**
   * @param {Element} place
   * @param {{series: {name: string, color: string, band?: boolean}[], format?: function(number): string,
   *     window?: number, sync?: string, atLeast?: number}} options colours name CSS properties;
   *     `window`: how many seconds up to now are shown; `atLeast`: the axis goes from zero to that
   */
  constructor(place, { series, format = decimal, window = 900, sync = "", atLeast = 0 }) {
    this.#place = place;
    this.#series = series;
    this.#format = format;
    this.#sync = sync;
    this.#shown = { window, atLeast };
    this.#data = [[], ...series.map(() => [])];
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", NOTHING);
    place.append(this.#readout);
    new ResizeObserver(() => this.#fit()).observe(place);
    charts.add(this);
    this.redraw();
  }

  /**
   * @param {number[][]} data seconds, then one column per series
   * @param {[number, number]} range of time, in seconds; else the window
   */
  show(data, summary, range = null) {
    this.#data = data;
    this.#shown.range = range;
    this.#place.setAttribute("aria-label", summary || NOTHING);
    this.#place.dataset.points = String(data[0].length);
    this.#plot.setData(data);
  }

  /** Anew, in the colours that hold now. */
  redraw() {
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(), this.#data, this.#place);
  }

  #fit() {
    const { clientWidth: width, clientHeight: height } = this.#place;
    if (width > 0 && (width !== this.#plot.width || height !== this.#plot.height)) {
      this.#plot.setSize({ width, height });
    }
  }

  #options() {
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    const bands = this.#series.flatMap((series, index) =>
      series.band ? [{ series: [index + 1, index + 2], fill: color(series.color) + "38" }] : []);
    return {
      width: Math.max(this.#place.clientWidth, 1),
      height: Math.max(this.#place.clientHeight, 1),
      legend: { show: false },
      padding: [10, 18, 0, 0],
      cursor: { drag: { setScale: false, x: false }, y: false, ...(this.#sync && { sync: { key: this.#sync } }) },
      scales: { x: { range: (plot, min, max) => this.#times(max) }, y: { range: (plot, min, max) => this.#values(min, max) } },
      axes: this.#axes(color("--muted"), color("--line")),
      series: [{}, ...this.#series.map((series) => line(series, color(series.color)))],
      bands,
      hooks: { setCursor: [(plot) => this.#read(plot)] },
    };
  }

  #axes(text, lines) {
    const axis = { stroke: text, font: "12px system-ui, sans-serif", ticks: { show: false } };
    return [
      { ...axis, grid: { show: false }, space: 50, size: 26, incrs: STEPS,
        values: (plot, splits) => splits.map((at) => tick(at, splits[1] - splits[0])) },
      { ...axis, grid: { stroke: lines, width: 1 }, space: 32, size: (plot, labels) => widest(labels),
        values: (plot, splits) => splits.map(this.#format) },
    ];
  }

  #times(max) {
    const now = Math.max(Date.now() / 1000, max ?? 0);
    return this.#shown.range ?? [now - this.#shown.window, now];
  }

  #values(min, max) {
    const { atLeast } = this.#shown;
    if (atLeast > 0) {
      return [0, Math.max(atLeast, (max ?? 0) * 1.08)];
    }
    if (min === null || max === null) {
      return [0, 1];
    }
    const room = (max - min) * 0.08 || Math.abs(max) * 0.1 || 1;
    return [min - room, max + room];
  }

  /** What lies under the pointer. */
  #read(plot) {
    const index = plot.cursor.idx;
    const values = index === null || index === undefined ? [] : this.#series.flatMap((series, column) => {
      const value = this.#data[column + 1][index];
      return value === null || value === undefined ? [] : [`${series.name} ${this.#format(value)}`];
    });
    say(this.#readout, values.length === 0 ? "" : `${tick(this.#data[0][index], 1)}  ${values.join("  ")}`);
  }
}

function line(series, color) {
  return {
    label: series.name,
    stroke: series.faint ? color + "80" : color,
    width: series.faint ? 1 : 2,
    fill: series.filled ? color + "30" : undefined,
    spanGaps: false,
    points: { show: (plot, index, from, to) => to - from < 2 && !series.faint, size: 6 },
  };
}

function widest(labels) {
  return 16 + 7 * Math.max(2, ...(labels ?? []).map((label) => label.length));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach((chart) => chart.redraw()));
