package dev.sluice.local.http;

import java.util.Map;

/// An error in a service's own protocol, ready to send.
public record ErrorAnswer(int status, Map<String, String> headers, byte[] body) {}
