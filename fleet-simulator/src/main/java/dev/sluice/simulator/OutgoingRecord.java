package dev.sluice.simulator;

/// What is handed to the ingest point: the bytes of one record and the key that orders it.
public record OutgoingRecord(String partitionKey, byte[] bytes) {}
