/** Talks to the API that served this page, and to nobody else. */

const STORED_AS = "sluice-credentials";
const TIMEOUT_MILLIS = 10_000;

/** What the API refused, in its words and with what to do about it. */
export class ApiProblem extends Error {
  /** @param {{status: number, detail: string, retryAfter?: number}} problem status 0: no answer */
  constructor({ status, detail, retryAfter = 0 }) {
    super(`${detail}${ending(detail)} ${advice(status, retryAfter)}`.trim());
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** Kept for this tab only: a token is a secret, and a page that outlives it would keep it. */
export const credentials = {
  get() {
    const text = sessionStorage.getItem(STORED_AS);
    return text === null ? null : JSON.parse(text);
  },
  /** @param {"token"|"key"} kind */
  set(kind, secret) {
    sessionStorage.setItem(STORED_AS, JSON.stringify({ kind, secret }));
  },
  clear() {
    sessionStorage.removeItem(STORED_AS);
  },
};

/** The parsed answer; `text` for those who need numbers as they were sent. */
export async function getJson(path, signal) {
  return JSON.parse(await getText(path, signal));
}

export async function getText(path, signal) {
  const limit = AbortSignal.timeout(TIMEOUT_MILLIS);
  const response = await open(path, {
    accept: "application/json",
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  return response.text();
}

/**
 * @returns {Promise<Response>} a good one, its body unread
 * @throws {ApiProblem} for every other
 */
export async function open(path, { accept, headers = {}, signal }) {
  let response;
  try {
    response = await fetch(path, {
      headers: { Accept: accept, ...authorization(), ...headers },
      credentials: "omit",
      redirect: "error",
      signal,
    });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new ApiProblem({ status: 0, detail: noAnswer(failure) });
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

/** A query string of what is given. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length === 0 ? "" : "?" + new URLSearchParams(given);
}

export function isProblem(body) {
  return typeof body === "object" && body !== null && typeof body.detail === "string";
}

function authorization() {
  const held = credentials.get();
  if (held === null) {
    return {};
  }
  return held.kind === "key" ? { "X-API-Key": held.secret } : { Authorization: `Bearer ${held.secret}` };
}

async function problemOf(response) {
  const body = await response.json().catch(() => null);
  const detail = isProblem(body) ? body.detail : `the API answered ${response.status}`;
  return new ApiProblem({
    status: response.status,
    detail,
    retryAfter: Number(response.headers.get("Retry-After")) || 0,
  });
}

function noAnswer(failure) {
  return failure.name === "TimeoutError"
    ? `no answer within ${TIMEOUT_MILLIS / 1000} seconds`
    : "the query API cannot be reached";
}

function ending(detail) {
  return /[.!?]$/.test(detail) ? "" : ".";
}

function advice(status, retryAfter) {
  switch (status) {
    case 0:
      return "Is it running? This page goes on asking.";
    case 401:
      return "Sign in with a token or an API key that is valid now.";
    case 403:
      return "Sign in with one that may see this.";
    case 429:
      return `This page asks again${retryAfter ? ` after ${retryAfter} s` : " later"}.`;
    case 503:
      return "This page asks again by itself.";
    default:
      return status >= 500 ? "Its log says more." : "";
  }
}
