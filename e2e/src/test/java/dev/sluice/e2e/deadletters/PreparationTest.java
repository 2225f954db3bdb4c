package dev.sluice.e2e.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.deadletter.Letter;
import dev.sluice.e2e.deadletters.Preparation.Obstacle;
import dev.sluice.e2e.deadletters.Preparation.Prepared;
import dev.sluice.model.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {

  private static Patch patch(String text) {
    return Patch.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Prepared prepared(String original, @Nullable String patch, boolean asIs) {
    Letter letter = Samples.letter(4, RejectReason.MALFORMED_MEMBER, original);
    return new Preparation(patch == null ? null : patch(patch), asIs ? null : Judge.ofEvents())
        .prepare(letter);
  }

  private static String text(Prepared prepared) {
    return new String(ready(prepared).record().bytes(), StandardCharsets.UTF_8);
  }

  private static Prepared.Ready ready(Prepared prepared) {
    assertThat(prepared).isInstanceOf(Prepared.Ready.class);
    return (Prepared.Ready) prepared;
  }

  @Test
  void withoutAPatchTheBytesAndTheKeyAreThoseThatArrived() {
    Prepared prepared = prepared(Samples.GOOD, null, false);
    assertThat(text(prepared)).isEqualTo(Samples.GOOD);
    assertThat(ready(prepared).record().partitionKey()).isEqualTo("gateway-1");
    assertThat(ready(prepared).mended()).isNull();
  }

  @Test
  void aPatchChangesWhatItNamesAndLeavesNumbersAsTheyWere() {
    Prepared prepared =
        prepared(
            Samples.GOOD,
            "[{\"op\":\"replace\",\"path\":\"/event_type\",\"value\":\"pressure\"},"
                + "{\"op\":\"add\",\"path\":\"/event_details/added\",\"value\":-0}]",
            false);
    assertThat(text(prepared))
        .isEqualTo(
            Samples.GOOD
                .replace("\"reading\"", "\"pressure\"")
                .replace("1e400}", "1e400,\"added\":-0}"));
  }

  @Test
  void aChangedDeviceIsTheNewPartitionKey() {
    String patch = "[{\"op\":\"replace\",\"path\":\"/device_id\",\"value\":\"pump-9\"}]";
    assertThat(ready(prepared(Samples.GOOD, patch, false)).record().partitionKey())
        .isEqualTo("pump-9");
  }

  @Test
  void anUnchangedDeviceLeavesThePartitionKeyAlone() {
    String patch = "[{\"op\":\"replace\",\"path\":\"/device_id\",\"value\":\"pump-1\"}]";
    assertThat(ready(prepared(Samples.GOOD, patch, false)).record().partitionKey())
        .isEqualTo("gateway-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":        | not_json",
        "[1]             | wrong_root",
        "{\"a\":1,\"a\":2} | duplicate_member",
        "{}              | event_type",
      })
  void whatThePatchCannotMendIsLeftOutWithTheReason(String original, String why) {
    Prepared prepared = prepared(original, "[{\"op\":\"remove\",\"path\":\"/event_type\"}]", true);
    assertThat(prepared).isInstanceOf(Prepared.LeftOut.class);
    Prepared.LeftOut leftOut = (Prepared.LeftOut) prepared;
    assertThat(leftOut.obstacle()).isEqualTo(Obstacle.NOT_PATCHABLE);
    assertThat(leftOut.detail()).contains(why);
  }

  @Test
  void aTestOperationThatFailsLeavesTheLetterOut() {
    Prepared prepared =
        prepared(
            Samples.GOOD,
            "[{\"op\":\"test\",\"path\":\"/event_type\",\"value\":\"other\"}]",
            false);
    assertThat(prepared).isInstanceOf(Prepared.LeftOut.class);
  }

  @Test
  void whatWouldBeRefusedAgainIsSentOnlyAsIs() {
    assertThat(prepared("{\"id\":\"x\"}", null, false))
        .isEqualTo(
            new Prepared.LeftOut(
                Obstacle.STILL_NO_EVENT,
                "unknown_envelope: no adapter event (id, event_type, event_details), named event"
                    + " (event_uuid, event_name) or CloudEvent (specversion)"));
    assertThat(text(prepared("{\"id\":\"x\"}", null, true))).isEqualTo("{\"id\":\"x\"}");
  }

  @Test
  void whatIsTooLongForARecordGoesGzipped() throws IOException {
    String large = Samples.GOOD.replace("1.10", "\"" + "x".repeat(2 << 20) + "\"");
    byte[] sent = ready(prepared(large, null, false)).record().bytes();
    assertThat(sent.length).isLessThan(1 << 20);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(large);
    }
  }

  @Test
  void whatNoGzipMakesFitIsLeftOut() {
    StringBuilder noise = new StringBuilder();
    new Random(7).ints(2 << 20, 'a', 'z').forEach(c -> noise.append((char) c));
    Prepared prepared = prepared(Samples.GOOD.replace("1.10", "\"" + noise + "\""), null, true);
    assertThat(prepared).isInstanceOf(Prepared.LeftOut.class);
    assertThat(((Prepared.LeftOut) prepared).obstacle()).isEqualTo(Obstacle.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"op\":\"replace\"",
        "{\"op\":\"replace\"}",
        "[{\"op\":\"mend\",\"path\":\"/x\"}]",
        "[{\"op\":\"replace\",\"path\":\"/x\"}]",
        "[{\"path\":\"/x\"}]"
      })
  void whatIsNoPatchIsRefusedAtOnce(String text) {
    assertThatThrownBy(() -> patch(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the patch is no ");
  }

  @Test
  void aChangeIsJudgedAsTheArchiverWillAndNotAsAnEvent() {
    String change =
        "{\"recordFormat\":\"application/json\",\"tableName\":\"%s\",\"eventName\":\"MODIFY\"}";
    Preparation changes = new Preparation(null, Judge.ofChanges("sluice-events"));
    Letter ours = Samples.letter(4, RejectReason.NOT_JSON, change.formatted("sluice-events"));
    Letter foreign = Samples.letter(4, RejectReason.NOT_JSON, change.formatted("others"));
    assertThat(changes.prepare(ours)).isInstanceOf(Prepared.Ready.class);
    assertThat(changes.prepare(foreign))
        .isInstanceOfSatisfying(
            Prepared.LeftOut.class,
            left -> {
              assertThat(left.obstacle()).isEqualTo(Obstacle.STILL_NO_EVENT);
              assertThat(left.detail()).startsWith("foreign_table: ").contains("others");
            });
    assertThat(prepared(change, null, false)).isInstanceOf(Prepared.LeftOut.class);
  }
}
