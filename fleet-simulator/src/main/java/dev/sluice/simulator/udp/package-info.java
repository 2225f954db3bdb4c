/// Records in datagrams: pushed to ingest by [UdpIngestPoint], or sent to whoever asks for them by
/// [UdpPublisher].
@NullMarked
package dev.sluice.simulator.udp;

import org.jspecify.annotations.NullMarked;
