package dev.sluice.local.http;

/// An error as AWS names it, before it is written in a service's protocol.
public record AwsError(int status, String code, String message) {}
