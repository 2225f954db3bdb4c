import { Alerts } from "./alerts.js";
import { ApiProblem, credentials, getJson } from "./api.js";
import { Device } from "./device.js";
import { Devices } from "./devices.js";
import { byId, say } from "./dom.js";
import { Flow } from "./flow.js";
import { LiveStream } from "./live.js";
import { Poll } from "./poll.js";
import { quality } from "./quality.js";
import { Windows } from "./windows.js";

/** Where to start reading: who asks is found out, then each panel gets what that one may see. */

const RETRY_SECONDS = 5;
const NOTE_MILLIS = 10_000;
const OPEN = "Authentication is off: whoever reaches this port sees everything. Good for one's own machine only.";

const entry = new Poll(RETRY_SECONDS, enter, byId("sign-in-reason"));
let noteTimer = 0;

byId("sign-in-form").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  const form = new FormData(submitted.target);
  credentials.set(form.get("kind"), form.get("secret").trim());
  submitted.target.reset();
  entry.now();
});
byId("sign-out").addEventListener("click", () => {
  credentials.clear();
  location.reload();
});
entry.now();

async function enter(signal) {
  let access;
  try {
    access = await getJson("v1/access", signal);
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) {
      return askToSignIn(credentials.get() === null ? "" : problem.message);
    }
    showStatus({ name: "reconnecting", detail: "no connection" });
    byId("sign-in").hidden = false;
    byId("sign-in-form").hidden = true;
    throw problem;
  }
  entry.stop();
  show(access);
}

function askToSignIn(reason) {
  credentials.clear();
  entry.stop();
  showStatus({ name: "connecting", detail: "signed out" });
  byId("panels").hidden = true;
  byId("sign-in").hidden = false;
  byId("sign-in-form").hidden = false;
  say(byId("sign-in-reason"), reason);
  byId("secret").focus();
}

function show(access) {
  const may = (scope) => access.scopes.includes(scope);
  const open = access.authentication === "off";
  say(byId("open-access"), open ? OPEN : "");
  byId("open-access").hidden = !open;
  byId("sign-out").hidden = open;
  say(byId("who"), open ? "" : access.principal + (access.device_prefix ? `, devices ${access.device_prefix}…` : ""));
  byId("sign-in").hidden = true;
  byId("panels").hidden = false;
  for (const [panel, scope] of [["flow", "admin"], ["shards", "admin"], ["reasons", "admin"], ["quality", "admin"],
    ["alerts", "alerts:read"], ["devices", "telemetry:read"], ["device", "telemetry:read"], ["windows", "telemetry:read"]]) {
    byId(panel).hidden = !may(scope);
  }
  if (may("admin")) {
    quality().now();
  }
  if (may("telemetry:read")) {
    showDevices();
  }
  follow(may);
}

function showDevices() {
  const devices = new Devices();
  const device = new Device();
  const go = (moved) => {
    const id = new URLSearchParams(location.hash.slice(1)).get("device");
    devices.choose(id);
    device.show(id);
    if (moved && id !== null) {
      byId("device").focus({ preventScroll: matchMedia("(min-width: 64.0625rem)").matches });
    }
  };
  addEventListener("hashchange", () => go(true));
  go(false);
  devices.start();
}

function follow(may) {
  const alerts = may("alerts:read") ? new Alerts() : null;
  const flow = may("admin") ? new Flow() : null;
  const windows = may("telemetry:read") ? new Windows() : null;
  const takers = {
    pipeline: (message) => flow?.take(message.pipeline),
    alert: (message) => alerts?.take(message.alert),
    window: (message) => windows?.take(message.window),
    missed: (message) => note(`This page was too slow for ${message.count} messages; they are left out.`),
    error: (message) => note(message.problem.detail),
    heartbeat: (message) => message.degraded && note("The store does not answer the server, so nothing new comes. It goes on asking."),
  };
  if (alerts) {
    const problem = document.querySelector("#alerts .problem");
    const loading = new Poll(RETRY_SECONDS, async (signal) => {
      await alerts.load(signal);
      say(problem, "");
      loading.stop();
    }, problem).now();
  }
  const followed = { pipeline: flow, alerts, windows };
  const topics = Object.keys(followed).filter((topic) => followed[topic] !== null);
  if (topics.length === 0) {
    showStatus({ name: "refused", detail: "Whoever you are, you may see nothing here: sign in with scopes." });
    return;
  }
  new LiveStream(
    Object.fromEntries(topics.map((topic) => [topic, "true"])),
    (message) => takers[message.kind]?.(message),
    showStatus).start();
}

function showStatus({ name, detail, problem, status }) {
  if (status === 401) {
    location.reload(); // its token has ended: start where one signs in
    return;
  }
  byId("status").dataset.state = name;
  say(byId("status"), name === "refused" ? "not live" : detail);
  clearTimeout(noteTimer);
  say(byId("live-note"), name === "refused" ? detail : (problem ?? ""));
}

/** Something that passes. */
function note(text) {
  clearTimeout(noteTimer);
  const place = byId("live-note");
  say(place, text);
  noteTimer = setTimeout(() => say(place, ""), NOTE_MILLIS);
}
