/// Everything Sluice needs of AWS, in one JVM, on loopback only. Start reading at `LocalStack`.
@NullMarked
package dev.sluice.local;

import org.jspecify.annotations.NullMarked;
