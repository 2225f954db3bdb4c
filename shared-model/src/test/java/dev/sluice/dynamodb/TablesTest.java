package dev.sluice.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class TablesTest {

  @Test
  void definitionsHaveTheKeysOfTheDesign() {
    List<CreateTableRequest> tables = new Tables("sluice").definitions();

    assertThat(tables)
        .extracting(CreateTableRequest::tableName)
        .containsExactly(
            "sluice-events",
            "sluice-event-ids",
            "sluice-device-state",
            "sluice-counters",
            "sluice-alerts",
            "sluice-alert-state",
            "sluice-feed");
    assertThat(tables)
        .extracting(table -> keys(table.keySchema()))
        .containsExactly(
            "HASH device_day RANGE event_key",
            "HASH event_id",
            "HASH device_id RANGE event_type",
            "HASH bucket RANGE key",
            "HASH minute RANGE alert_key",
            "HASH device_id RANGE rule",
            "HASH shard RANGE position");
    CreateTableRequest states = tables.get(2);
    assertThat(keys(states.globalSecondaryIndexes().getFirst().keySchema()))
        .isEqualTo("HASH list_bucket RANGE last_seen");
    assertThat(states.attributeDefinitions())
        .extracting(AttributeDefinition::attributeName)
        .containsExactly("device_id", "event_type", "list_bucket", "last_seen");
    assertThat(new Tables("x").withTtl())
        .containsExactly("x-events", "x-event-ids", "x-counters", "x-alerts", "x-feed");
  }

  private static String keys(List<KeySchemaElement> schema) {
    return String.join(
        " ", schema.stream().map(key -> key.keyType() + " " + key.attributeName()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ä"})
  void prefixThatAwsRefusesIsNamed(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tables(prefix))
        .withMessageContaining("\"" + prefix + "\" is not 1 to 200 of");
  }

  @Test
  void itemSizeCountsNamesAndUtf8Bytes() {
    assertThat(ItemSize.bytes(Map.of())).isZero();
    assertThat(size(AttributeValue.fromS(""))).isZero();
    assertThat(size(AttributeValue.fromS("abc"))).isEqualTo(3);
    assertThat(size(AttributeValue.fromS("é"))).isEqualTo(2);
    assertThat(size(AttributeValue.fromS("€"))).isEqualTo(3);
    assertThat(size(AttributeValue.fromS("😀"))).isEqualTo(4);
    assertThat(ItemSize.bytes(Map.of("naïf", AttributeValue.fromBool(true)))).isEqualTo(6);
  }

  @Test
  void itemSizeFollowsTheRuleOfEachType() {
    assertThat(size(AttributeValue.fromN("1710000900"))).isEqualTo(6);
    assertThat(size(AttributeValue.fromN("-12"))).isEqualTo(3);
    assertThat(size(AttributeValue.fromNul(true))).isEqualTo(1);
    assertThat(size(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[9])))).isEqualTo(9);
    assertThat(size(AttributeValue.fromL(List.of()))).isEqualTo(3);
    assertThat(size(AttributeValue.fromL(List.of(AttributeValue.fromS("ab"))))).isEqualTo(6);
    assertThat(size(AttributeValue.fromM(Map.of("k", AttributeValue.fromS("ab"))))).isEqualTo(7);
    assertThat(size(AttributeValue.fromSs(List.of("a", "bc")))).isEqualTo(3);
    assertThat(size(AttributeValue.fromNs(List.of("1", "22")))).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "1024,1", "1025,2", "409600,400"})
  void writeUnitsAreBegunKilobytes(int bytes, int units) {
    assertThat(ItemSize.writeUnits(bytes)).isEqualTo(units);
  }

  private static int size(AttributeValue value) {
    return ItemSize.bytes(Map.of("a", value)) - 1;
  }
}
