package dev.sluice.ingest.submission;

import dev.sluice.model.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A message as devices send them, good and bad, from a seed.
///
/// @param refused for what it must be refused; empty if it must be taken
/// @param events that a good one holds
public record Sample(UUID submissionId, String body, Optional<RejectReason> refused, int events) {
  public static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

  private static final List<Fault> FAULTS =
      List.of(
          new Fault(RejectReason.MALFORMED_MEMBER, "\"submission_id\":\"", "\"submission_id\":\"x"),
          new Fault(RejectReason.MALFORMED_MEMBER, "\"device_id\":\"", "\"device_id\":\"0-"),
          new Fault(RejectReason.MISSING_MEMBER, "\"device_id\"", "\"deviceid\""),
          new Fault(RejectReason.MISSING_MEMBER, "\"time_created\"", "\"time\""),
          new Fault(RejectReason.MALFORMED_MEMBER, "\"2026-03-0", "\"2026-13-0"),
          new Fault(RejectReason.EVENT_TIME_OUT_OF_RANGE, "\"2026-03-0", "\"2025-03-0"),
          new Fault(RejectReason.EVENT_TIME_OUT_OF_RANGE, "\"2026-03-0", "\"2027-03-0"),
          new Fault(RejectReason.UNKNOWN_TYPE, "\"events\":{", "\"events\":{\"reboot\":[{}],"),
          new Fault(RejectReason.MALFORMED_MEMBER, "\"events\":{", "\"events\":[],\"e\":{"),
          new Fault(RejectReason.DUPLICATE_MEMBER, "{\"", "{\"events\":{},\""),
          new Fault(RejectReason.NOT_UTF8, "{\"", "{\"half\":\"\\ud800\",\""),
          new Fault(RejectReason.MALFORMED_MEMBER, "{\"", "{\"n\":1e99999999999,\""),
          new Fault(
              RejectReason.TOO_DEEP, "{\"", "{\"n\":" + "[".repeat(40) + "]".repeat(40) + ",\""),
          new Fault(RejectReason.NOT_JSON, "{\"", "{\"n\":NaN,\""),
          new Fault(RejectReason.WRONG_ROOT, "{\"submission_id\"", "[{\"submission_id\""));

  private record Fault(RejectReason reason, String sound, String broken) {}

  public static Sample good(Random random) {
    UUID submission = uuid(random);
    int processes = random.nextInt(4);
    int connections = random.nextInt(4) + (processes == 0 ? 1 : 0);
    String body =
        """
        {"submission_id":"%s","device_id":"%s","time_created":"%s","events":{%s,%s}}\
        """
            .formatted(
                submission,
                uuid(random),
                NOW.minusSeconds(random.nextInt(10_000)).plusNanos(random.nextInt(999_999_999)),
                array("new_process", processes, random),
                array("network_connection", connections, random));
    return new Sample(submission, coded(body, random), Optional.empty(), processes + connections);
  }

  public static Sample bad(Random random) {
    Sample good = good(random);
    Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
    String plain = decoded(good.body());
    String broken = plain.replace(fault.sound(), fault.broken());
    if (fault.reason() == RejectReason.WRONG_ROOT) {
      broken += "]";
    }
    return new Sample(good.submissionId(), coded(broken, random), Optional.of(fault.reason()), 0);
  }

  /// A sample with some characters changed; whether it still will do is anybody's guess.
  public static String mutant(Random random) {
    StringBuilder text = new StringBuilder(decoded(good(random).body()));
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
        case 1 -> text.insert(at, "\"{}[],:\\0é\u0001".charAt(random.nextInt(11)));
        default -> text.deleteCharAt(at);
      }
    }
    return random.nextInt(4) == 0 ? text.toString() : coded(text.toString(), random);
  }

  public static String decoded(String body) {
    return body.startsWith("{")
        ? body
        : new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
  }

  private static String coded(String body, Random random) {
    return random.nextBoolean()
        ? body
        : Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String array(String type, int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(i -> type.equals("new_process") ? process(random) : connection(random))
        .collect(Collectors.joining(",", "\"" + type + "\":[", "]"));
  }

  private static String process(Random random) {
    return "{\"cmdl\":\"run --job=%d \\\"é\\\" \\u00e9\",\"user\":\"user-%d\"}"
        .formatted(random.nextInt(1000), random.nextInt(9));
  }

  private static String connection(Random random) {
    return String.format(
        Locale.ROOT,
        "{\"source_ip\":\"10.0.%d.%d\",\"destination_ip\":\"2001:db8::%x\",\"destination_port\":%d}",
        random.nextInt(256),
        random.nextInt(256),
        random.nextInt(65_536),
        1 + random.nextInt(65_535));
  }

  private static UUID uuid(Random random) {
    return new UUID(
        random.nextLong() & ~0xF000L | 0x4000L,
        random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
  }
}
