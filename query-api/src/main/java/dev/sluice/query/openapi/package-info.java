/// The description of the API as it is served. Start reading at
/// [dev.sluice.query.openapi.ApiDescription].
@NullMarked
package dev.sluice.query.openapi;

import org.jspecify.annotations.NullMarked;
