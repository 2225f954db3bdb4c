/// An in-memory Kinesis Data Streams behind HTTP/1.1, for laptops and tests. Start reading at
/// [dev.sluice.local.kinesis.LocalKinesis]; `stream` holds what Kinesis is, `action` one class per
/// operation, `wire` the two body formats, `http` the server.
@NullMarked
package dev.sluice.local.kinesis;

import org.jspecify.annotations.NullMarked;
