/** Payloads as rows. Numbers stay as the device sent them: `21.10` is not `21.1`. */

const MOST_ROWS = 100;
const LONGEST_TEXT = 120;

/** A number and the text it was sent as. */
class SentNumber {
  constructor(text) {
    this.text = text;
  }

  toJSON() {
    return JSON.rawJSON ? JSON.rawJSON(this.text) : Number(this.text);
  }
}

/** Parses, keeping numbers as they are written; where a browser cannot, as it reads them. */
export function parseExactly(json) {
  return JSON.parse(json, (name, value, context) =>
    typeof value === "number" ? new SentNumber(context?.source ?? String(value)) : value);
}

/**
 * The members of an event's payload, those of objects within it too.
 *
 * @returns {{pointer: string, text: string, numeric: boolean}[]} the pointer leads from the event
 */
export function rows(payload) {
  const found = [];
  collect(payload, "/payload", found);
  return found;
}

function collect(value, pointer, found) {
  if (found.length >= MOST_ROWS) {
    return;
  }
  if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      collect(member, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, found);
    }
    return;
  }
  const numeric = value instanceof SentNumber;
  const text = numeric ? value.text : typeof value === "string" ? value : JSON.stringify(value);
  found.push({ pointer, text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text, numeric });
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof SentNumber);
}
