/// Requests and answers. Start reading at [dev.sluice.query.http.ReadsTest].
@NullMarked
package dev.sluice.query.http;

import org.jspecify.annotations.NullMarked;
