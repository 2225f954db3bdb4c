/// The description of the API as it is served. Start reading at
/// [dev.sluice.http.openapi.ApiDescription].
@NullMarked
package dev.sluice.http.openapi;

import org.jspecify.annotations.NullMarked;
