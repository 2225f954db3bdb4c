import { byId, say } from "./dom.js";

/** Whether the page is live, and what is wrong where it is not. */

const NOTE_MILLIS = 10_000;
let timer = 0;

/** @param {{name: string, detail: string, problem?: string}} state of a live stream */
export function showStatus({ name, detail, problem }) {
  byId("status").dataset.state = name;
  say(byId("status"), name === "refused" ? "not live" : detail);
  clearTimeout(timer);
  say(byId("live-note"), name === "refused" ? detail : (problem ?? ""));
}

/** Something that passes. */
export function note(text) {
  clearTimeout(timer);
  say(byId("live-note"), text);
  timer = setTimeout(() => say(byId("live-note"), ""), NOTE_MILLIS);
}
