import { Alerts } from "./alerts.js";
import { Device } from "./device.js";
import { Devices } from "./devices.js";
import { byId, say } from "./dom.js";
import { Flow } from "./flow.js";
import { LiveStream } from "./live.js";
import { Poll } from "./poll.js";
import { quality } from "./quality.js";
import { note, showStatus } from "./status.js";
import { Windows } from "./windows.js";

const RETRY_SECONDS = 5;

/** What each panel takes; what sums up all devices is for those only who see all. */
const NEEDS = [
  { panels: ["flow", "shards", "reasons", "quality"], scope: "admin", all: true },
  { panels: ["alerts"], scope: "alerts:read", all: false },
  { panels: ["devices", "device"], scope: "telemetry:read", all: false },
  { panels: ["windows"], scope: "telemetry:read", all: true },
];

/** @param {{scopes: string[], device_prefix: string}} access as `/v1/access` answers it */
export function showPanels(access) {
  const seen = new Set(NEEDS
    .filter(({ scope, all }) => access.scopes.includes(scope) && !(all && access.device_prefix))
    .flatMap(({ panels }) => panels));
  NEEDS.flatMap(({ panels }) => panels).forEach((panel) => {
    byId(panel).hidden = !seen.has(panel);
  });
  if (seen.has("quality")) {
    quality().now();
  }
  if (seen.has("devices")) {
    showDevices();
  }
  follow(seen);
}

/** Which device is shown is part of the address, so that one can go back to it and pass it on. */
function showDevices() {
  const devices = new Devices();
  const device = new Device();
  const go = () => {
    const id = new URLSearchParams(location.hash.slice(1)).get("device");
    devices.choose(id);
    device.show(id);
    return id;
  };
  addEventListener("hashchange", () => {
    if (go() !== null) {
      byId("device").focus();
    }
  });
  go();
  devices.start();
}

function follow(seen) {
  const flow = seen.has("flow") ? new Flow() : null;
  const alerts = seen.has("alerts") ? new Alerts() : null;
  const windows = seen.has("windows") ? new Windows() : null;
  const takers = {
    pipeline: (message) => flow?.take(message.pipeline),
    alert: (message) => alerts?.take(message.alert),
    window: (message) => windows?.take(message.window),
    missed: (message) => note(`This page was too slow for ${message.count} messages; they are left out.`),
    error: (message) => note(message.problem.detail),
    heartbeat: (message) => message.degraded && note("The server cannot read what is new now, and goes on trying."),
  };
  const topics = Object.entries({ pipeline: flow, alerts, windows }).filter(([, panel]) => panel !== null);
  if (topics.length === 0) {
    showStatus(seen.size > 0
      ? { name: "live", detail: "signed in" }
      : { name: "refused", detail: "There is nothing here that you may see. Sign in with another token or key." });
    return;
  }
  alerts && load(alerts);
  new LiveStream(
    Object.fromEntries(topics.map(([topic]) => [topic, "true"])),
    (message) => takers[message.kind]?.(message),
    (state) => (state.status === 401 ? location.reload() : showStatus(state))).start();
}

function load(alerts) {
  const problem = document.querySelector("#alerts .problem");
  const loading = new Poll(RETRY_SECONDS, async (signal) => {
    await alerts.load(signal);
    say(problem, "");
    loading.stop();
  }, problem).now();
}
