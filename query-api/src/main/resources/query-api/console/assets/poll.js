import { ApiProblem } from "./api.js";
import { say } from "./dom.js";

const HIDDEN_MILLIS = 1000;

/**
 * Asks again and again while the page is looked at, one question at a time. A problem is shown and,
 * unless the API says when, asked about again at the usual time.
 *
 * @param {number} seconds between an answer and the next question
 * @param {function(AbortSignal): Promise} ask
 * @param {Element} problemAt where problems are said
 */
export class Poll {
  #seconds;
  #ask;
  #problemAt;
  #timer = 0;
  #asking = null;

  constructor(seconds, ask, problemAt) {
    this.#seconds = seconds;
    this.#ask = ask;
    this.#problemAt = problemAt;
  }

  /** Asks now, whatever was under way. */
  now() {
    this.stop();
    this.#asking = new AbortController();
    this.#once(this.#asking.signal);
    return this;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  async #once(signal) {
    let pause = this.#seconds * 1000;
    try {
      if (document.hidden) {
        pause = HIDDEN_MILLIS;
      } else {
        await this.#ask(signal);
        if (!signal.aborted) {
          say(this.#problemAt, "");
        }
      }
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      say(this.#problemAt, failure.message);
      if (!(failure instanceof ApiProblem)) {
        throw failure;
      }
      pause = Math.max(pause, failure.retryAfter * 1000);
    } finally {
      if (!signal.aborted) {
        this.#timer = setTimeout(() => this.#once(signal), pause);
      }
    }
  }
}
