/// How bodies are written. Start reading at [dev.sluice.http.json.JsonBody].
@NullMarked
package dev.sluice.http.json;

import org.jspecify.annotations.NullMarked;
