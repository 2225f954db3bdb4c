/** Reads server-sent events from a response, as https://html.spec.whatwg.org/ parses them. */

/** More than the server ever sends at once: what goes on for longer is no such stream. */
const MAX_CHARS = 4 << 20;

/**
 * @param {ReadableStream<Uint8Array>} body
 * @yields {{event: string, id: string, data: string}}
 */
export async function* messages(body) {
  const parser = new Parser();
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield* parser.take(value);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Lines to messages. A line may come in pieces; what has not ended by a blank line is none. */
export class Parser {
  #rest = "";
  #event = "";
  #id = "";
  #data = [];
  #chars = 0;

  *take(text) {
    this.#rest += text;
    // a carriage return at the end may be half of a line break
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    this.#chars += text.length;
    for (const line of lines) {
      if (line === "") {
        yield* this.#ended();
      } else {
        this.#field(line);
      }
    }
    if (this.#chars > MAX_CHARS) {
      throw new RangeError(`a message of more than ${MAX_CHARS} characters`);
    }
  }

  *#ended() {
    if (this.#data.length > 0) {
      yield { event: this.#event || "message", id: this.#id, data: this.#data.join("\n") };
    }
    this.#event = "";
    this.#data = [];
    this.#chars = this.#rest.length;
  }

  #field(line) {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") {
      this.#event = value;
    } else if (name === "data") {
      this.#data.push(value);
    } else if (name === "id" && !value.includes("\0")) {
      this.#id = value;
    }
  }
}
