/// Tests of the whole service. Start reading at [dev.sluice.query.TestServer].
@NullMarked
package dev.sluice.query;

import org.jspecify.annotations.NullMarked;
