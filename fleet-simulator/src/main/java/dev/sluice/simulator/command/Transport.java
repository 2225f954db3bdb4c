package dev.sluice.simulator.command;

import java.util.Locale;

/// How the events of a command travel.
public enum Transport {
  /// `POST /v1/events` of ingest.
  HTTP,
  /// Submissions into the queue that ingest polls.
  SQS,
  /// Datagrams to ingest.
  UDP,
  /// Onto the stream, past ingest: for runs that need to know where each record lies.
  KINESIS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
