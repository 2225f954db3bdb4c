package dev.sluice.ingest.publish.outbox;

import static dev.sluice.ingest.publish.outbox.Desk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.sluice.ingest.publish.StreamEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Of entries that share a record. That the client library takes such a record apart is tested end
/// to end.
final class SharedRecordTest {
  private static final int MOST_BYTES = 120;

  private final Desk desk =
      new Desk(new OutboxBounds(500, 1 << 20, Desk.LINGER, 1_000, 1 << 22, MOST_BYTES));

  @Test
  void entriesOfAKeyThatWaitTogetherShareARecord() throws IOException {
    CompletableFuture<Void> acknowledged = desk.take("a:1", "b:1", "a:2", "a:3");
    Call call = desk.next();
    assertThat(call.records())
        .extracting(StreamEntry::partitionKey)
        .as("a key is in a call once")
        .containsExactly("a", "b");
    assertThat(call.entries()).isEqualTo(4);
    assertThat(unpacked(call.records().getFirst())).containsExactly("a", "a:1", "a:2", "a:3");
    assertThat(call.records().getLast().bytes())
        .as("an entry alone is put as it is")
        .isEqualTo("b:1".getBytes(StandardCharsets.UTF_8));
    desk.store(call);
    assertThat(acknowledged).isCompleted();
  }

  @Test
  void aSharedRecordStaysWithinItsBound() {
    for (int i = 0; i < 40; i++) {
      desk.take("device-1:" + i);
    }
    int entries = 0;
    while (desk.held() > 0) {
      Call call = desk.next();
      assertThat(call.records().getFirst().bytes().length).isLessThanOrEqualTo(MOST_BYTES);
      assertThat(call.entries()).isGreaterThan(1);
      entries += call.entries();
      desk.store(call);
    }
    assertThat(entries).isEqualTo(40);
    assertThat(desk.stream).hasSize(40).startsWith("device-1:0", "device-1:1");
  }

  @Test
  void anEntryThatIsTooLargeToShareGoesAlone() {
    String large = "a:" + "x".repeat(MOST_BYTES);
    desk.take("a:1", large, "a:2");
    List<List<String>> calls = new ArrayList<>();
    while (desk.held() > 0) {
      Call call = desk.next();
      calls.add(texts(call));
      desk.store(call);
    }
    assertThat(calls).containsExactly(List.of("a:1"), List.of(large), List.of("a:2"));
  }

  @Test
  void aSharedRecordThatIsThrottledGoesAgainWithWhatHasComeSince() {
    desk.take("a:1", "a:2");
    Call first = desk.next();
    desk.take("a:3");
    desk.throttle(first);
    desk.pass(Desk.FIRST_PAUSE);
    Call again = desk.next();
    assertThat(texts(again)).containsExactly("a:1", "a:2", "a:3");
    desk.store(again);
    assertThat(desk.stream).containsExactly("a:1", "a:2", "a:3");
  }

  @Test
  void aSharedRecordThatIsRefusedIsTakenApart() {
    CompletableFuture<Void> good = desk.take("a:1");
    CompletableFuture<Void> bad = desk.take("a:2");
    desk.refuse(desk.next());
    desk.store(desk.next());
    desk.refuse(desk.next());
    assertThat(good).isCompleted();
    assertThat(bad).isCompletedExceptionally();
  }

  /// The key and the entries, by the format's description.
  private static List<String> unpacked(StreamEntry record) throws IOException {
    byte[] bytes = record.bytes();
    assertThat(Arrays.copyOf(bytes, 4))
        .containsExactly((byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2);
    CodedInputStream in = CodedInputStream.newInstance(bytes, 4, bytes.length - 4 - 16);
    List<String> parts = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> parts.add(in.readString());
        case 3 -> parts.add(data(in.readBytes().newCodedInput()));
        default -> throw new AssertionError("field " + WireFormat.getTagFieldNumber(tag));
      }
    }
    return parts;
  }

  private static String data(CodedInputStream in) throws IOException {
    assertThat(WireFormat.getTagFieldNumber(in.readTag())).isEqualTo(1);
    assertThat(in.readUInt64()).as("place in the table of keys").isZero();
    assertThat(WireFormat.getTagFieldNumber(in.readTag())).isEqualTo(3);
    return in.readString();
  }
}
