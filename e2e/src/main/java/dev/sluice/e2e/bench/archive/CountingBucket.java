package dev.sluice.e2e.bench.archive;

import dev.sluice.archive.catalog.ArchiveBucket;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts requests, and keeps the texts. One thread.
final class CountingBucket implements ArchiveBucket {
  private final Map<String, Text> texts = new HashMap<>();
  private long puts;
  private long gets;

  /// Requests of the price of a PUT.
  long puts() {
    return puts;
  }

  /// Requests of the price of a GET.
  long gets() {
    return gets;
  }

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public void upload(String key, Path file) {
    puts++;
  }

  @Override
  public boolean download(String key, Path file) {
    gets++;
    return false;
  }

  @Override
  public List<Entry> list(String prefix) {
    puts++;
    return List.of();
  }

  @Override
  public Optional<Text> read(String key) {
    gets++;
    return Optional.ofNullable(texts.get(key));
  }

  @Override
  public boolean write(String key, String content, Optional<Text> read) {
    puts++;
    texts.put(key, new Text(content, Long.toString(puts)));
    return true;
  }

  @Override
  public void delete(Collection<String> keys) {
    keys.forEach(texts::remove);
  }
}
