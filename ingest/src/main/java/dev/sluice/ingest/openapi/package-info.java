/// The description of the API as it is served. Start reading at
/// [dev.sluice.http.openapi.ApiDescription].
@NullMarked
package dev.sluice.ingest.openapi;

import org.jspecify.annotations.NullMarked;
