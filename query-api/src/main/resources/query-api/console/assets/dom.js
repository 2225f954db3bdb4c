/** Makes elements. Text only ever becomes text nodes, since ids and payloads are what strangers sent. */

export const byId = (id) => document.getElementById(id);

/**
 * @param {string} tag
 * @param {Object<string, ?>} properties attributes; null and false are left out
 * @param {...(Node|string|number|null)} children
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null).map(textOrNode));
  return element;
}

/** A cell that is read as a number. */
export function number(value) {
  return make("td", { class: "number" }, value);
}

/** Sets the text where it differs, so that nothing is announced or selected anew in vain. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Columns of numbers have their heads above them. */
export function alignHeads(table, first) {
  [...table.tHead.rows[0].cells].slice(first).forEach((cell) => cell.classList.add("number"));
}

function textOrNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}
