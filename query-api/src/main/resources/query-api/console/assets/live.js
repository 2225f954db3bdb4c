import { ApiProblem, open, query } from "./api.js";
import { messages } from "./sse.js";

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 20_000;
/** The server sends a heartbeat every 5 seconds; three that do not come are a dead connection. */
const SILENCE_MILLIS = 16_000;
/** Asking again changes nothing about these. */
const FINAL = new Set([401, 403, 404, 422]);
/** A token to resume by that is too old, or of another kind than this server's. */
const STALE = new Set([400, 410]);

/**
 * Messages of `/v1/live/events` for as long as they are wanted. It connects anew after a break, with
 * the token that continues where it stopped, waiting longer each time. Read by fetch and not by
 * EventSource, which cannot send credentials.
 */
export class LiveStream {
  #parameters;
  #onMessage;
  #onState;
  #parse;
  #resume = null;
  #stopped = new AbortController();

  /**
   * @param {Object} parameters what to subscribe to
   * @param {function(Object)} onMessage each message, parsed
   * @param {function({name: "connecting"|"live"|"reconnecting"|"refused", detail: string})} onState
   * @param {function(string): Object} parse for those who need numbers as they were sent
   */
  constructor(parameters, onMessage, onState = () => {}, parse = JSON.parse) {
    this.#parameters = parameters;
    this.#onMessage = onMessage;
    this.#onState = onState;
    this.#parse = parse;
  }

  start() {
    this.#onState({ name: "connecting", detail: "connecting" });
    this.#run();
    return this;
  }

  stop() {
    this.#stopped.abort();
  }

  async #run() {
    let failures = 0;
    while (!this.#stopped.signal.aborted) {
      const connection = { heard: false };
      const problem = await this.#connect(connection);
      if (this.#stopped.signal.aborted) {
        return;
      }
      if (problem && FINAL.has(problem.status)) {
        this.#onState({ name: "refused", detail: problem.message, status: problem.status });
        return;
      }
      if (STALE.has(problem?.status)) {
        this.#resume = null;
      }
      failures = connection.heard ? 0 : failures + 1;
      await this.#wait(failures, problem);
    }
  }

  /** Returns when the connection is over, with the problem if there is one. */
  async #connect(connection) {
    const silence = new AbortController();
    const signal = AbortSignal.any([this.#stopped.signal, silence.signal]);
    let watch = setTimeout(() => silence.abort(), SILENCE_MILLIS);
    try {
      const headers = this.#resume === null ? {} : { "Last-Event-ID": this.#resume };
      const response = await open("v1/live/events" + query(this.#parameters), {
        accept: "text/event-stream",
        headers,
        signal,
      });
      for await (const message of messages(response.body)) {
        clearTimeout(watch);
        watch = setTimeout(() => silence.abort(), SILENCE_MILLIS);
        if (!connection.heard) {
          connection.heard = true;
          this.#onState({ name: "live", detail: "live" });
        }
        this.#resume = message.id || this.#resume;
        this.#onMessage(this.#parse(message.data));
      }
      return null;
    } catch (failure) {
      return failure instanceof ApiProblem ? failure : null;
    } finally {
      clearTimeout(watch);
    }
  }

  async #wait(failures, problem) {
    const ceiling = Math.min(FIRST_WAIT_MILLIS * 2 ** failures, LONGEST_WAIT_MILLIS);
    const millis = Math.max(ceiling * (0.5 + Math.random() / 2), (problem?.retryAfter ?? 0) * 1000);
    this.#onState({
      name: "reconnecting",
      detail: `reconnecting in ${Math.ceil(millis / 1000)} s`,
      problem: problem?.message,
    });
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      this.#stopped.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      }, { once: true });
    });
    if (!this.#stopped.signal.aborted) {
      this.#onState({ name: "reconnecting", detail: "reconnecting" });
    }
  }
}
