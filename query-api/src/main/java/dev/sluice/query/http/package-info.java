/// Requests in, JSON and problems out. Start reading at [dev.sluice.query.http.DeviceController].
@NullMarked
package dev.sluice.query.http;

import org.jspecify.annotations.NullMarked;
