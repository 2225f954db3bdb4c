package dev.sluice.local.changes;

/// One change of a table, in the JSON that DynamoDB writes to Kinesis.
public record TableChange(String partitionKey, byte[] json) {}
