import { ApiProblem, credentials, getJson } from "./api.js";
import { byId, say } from "./dom.js";
import { showPanels } from "./panels.js";
import { Poll } from "./poll.js";
import { showStatus } from "./status.js";

/** Where to start reading: who asks is found out, then each panel gets what that one may see. */

const RETRY_SECONDS = 5;
const OPEN = "Authentication is off: whoever reaches this port sees everything. Good for one's own machine only.";

const entry = new Poll(RETRY_SECONDS, enter, byId("sign-in-reason"));

byId("sign-in-form").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  const form = new FormData(submitted.target);
  credentials.set(form.get("kind"), form.get("secret").trim());
  byId("secret").value = "";
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
      askToSignIn(credentials.get() === null ? "" : problem.message);
      return;
    }
    showStatus({ name: "reconnecting", detail: "no connection" });
    byId("sign-in").hidden = false;
    byId("sign-in-form").hidden = true;
    throw problem;
  }
  entry.stop();
  welcome(access);
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

function welcome(access) {
  const open = access.authentication === "off";
  say(byId("open-access"), open ? OPEN : "");
  byId("open-access").hidden = !open;
  byId("sign-out").hidden = open;
  say(byId("who"), open ? "" : access.principal + (access.device_prefix ? `, devices ${access.device_prefix}…` : ""));
  byId("sign-in").hidden = true;
  byId("panels").hidden = false;
  showPanels(access);
}
