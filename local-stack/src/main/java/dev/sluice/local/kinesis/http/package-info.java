/// The HTTP/1.1 server: routes a request to its action, commits armed faults, writes errors. Start
/// reading at [dev.sluice.local.kinesis.http.KinesisServer].
@NullMarked
package dev.sluice.local.kinesis.http;

import org.jspecify.annotations.NullMarked;
