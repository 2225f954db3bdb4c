package dev.sluice.archiver.lake.result;

/// A value that is JSON already.
public record JsonText(String text) {}
