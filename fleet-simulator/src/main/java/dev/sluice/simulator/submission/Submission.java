package dev.sluice.simulator.submission;

import dev.sluice.simulator.EventIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// One submission as text: `{"submission_id", "device_id", "time_created", "events":
/// {"new_process": […], "network_connection": […]}}`.
///
/// @param events it holds
record Submission(UUID id, String deviceId, String text, int events) {
  private static final String[] COMMANDS = {
    "/usr/bin/cron -f", "sshd: alice", "bash -c \\\"ls\\\""
  };
  private static final String[] USERS = {"root", "alice", "bob"};

  static Submission draw(
      SubmissionTimeline.Settings settings, Instant due, RandomGenerator random) {
    UUID id = version4(random.nextLong(), random.nextLong());
    String device = version4(settings.seed(), random.nextInt(settings.devices())).toString();
    int processes = random.nextInt(4);
    int connections = random.nextInt(processes == 0 ? 1 : 0, 3);
    StringBuilder text = new StringBuilder(512);
    text.append("{\"submission_id\":\"").append(id);
    text.append("\",\"device_id\":\"").append(device);
    text.append("\",\"time_created\":\"").append(EventIdentity.isoMillis(due));
    text.append("\",\"events\":{\"new_process\":[");
    for (int i = 0; i < processes; i++) {
      text.append(i == 0 ? "" : ",").append("{\"cmdl\":\"");
      text.append(COMMANDS[random.nextInt(COMMANDS.length)]).append("\",\"user\":\"");
      text.append(USERS[random.nextInt(USERS.length)]).append("\"}");
    }
    text.append("],\"network_connection\":[");
    for (int i = 0; i < connections; i++) {
      text.append(i == 0 ? "" : ",").append("{\"source_ip\":\"192.168.0.");
      text.append(random.nextInt(1, 255)).append("\",\"destination_ip\":\"2001:db8::");
      text.append(Integer.toHexString(random.nextInt(1, 0xffff)));
      text.append("\",\"destination_port\":").append(random.nextInt(1, 65_536)).append('}');
    }
    text.append("]}}");
    return new Submission(id, device, text.toString(), processes + connections);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static UUID version4(long high, long low) {
    return new UUID(
        (high & ~0xF000L) | 0x4000L, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }
}
