/** The newest points of some series over one time axis; older ones make room. */
export class Ring {
  #capacity;
  #columns;

  /** @param {number} series how many values a point has */
  constructor(capacity, series) {
    this.#capacity = capacity;
    this.#columns = Array.from({ length: series + 1 }, () => []);
  }

  /** @param {number} seconds later than of any point before, or the point is left out */
  push(seconds, ...values) {
    const times = this.#columns[0];
    if (times.length > 0 && seconds <= times[times.length - 1]) {
      return;
    }
    [seconds, ...values].forEach((value, column) => this.#columns[column].push(value));
    if (times.length > this.#capacity) {
      this.#columns.forEach((column) => column.shift());
    }
  }

  get length() {
    return this.#columns[0].length;
  }

  /** The times and one of the series, as a chart takes them. */
  series(index) {
    return [this.#columns[0], this.#columns[index + 1]];
  }
}
