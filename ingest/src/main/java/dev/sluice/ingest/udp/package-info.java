/// Events in datagrams, pushed by whoever can reach the port or pulled from publishers that are
/// asked. The one transport that may lose events, and it counts each. Start reading at
/// [dev.sluice.ingest.udp.UdpTransport], then [dev.sluice.ingest.udp.Forwarder].
@NullMarked
package dev.sluice.ingest.udp;

import org.jspecify.annotations.NullMarked;
