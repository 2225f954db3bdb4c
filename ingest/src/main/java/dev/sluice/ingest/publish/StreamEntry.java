package dev.sluice.ingest.publish;

/// What goes onto the stream as one record.
///
/// @param partitionKey the device's id: entries of one key keep their order
/// @param bytes of the record, at most 1 MiB with the key; not copied
public record StreamEntry(String partitionKey, byte[] bytes) {}
