@NullMarked
package dev.sluice.ingest.udp;

import org.jspecify.annotations.NullMarked;
