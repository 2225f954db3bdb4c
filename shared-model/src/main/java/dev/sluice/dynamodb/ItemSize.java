package dev.sluice.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How large DynamoDB finds an item, by its
/// [rule](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html):
/// UTF-8 bytes of names and strings, about half a byte a digit for numbers.
public final class ItemSize {
  /// DynamoDB refuses larger items.
  public static final int MAX_BYTES = 400 * 1024;

  private static final int WRITE_UNIT_BYTES = 1024;

  private ItemSize() {}

  public static int bytes(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += utf8(attribute.getKey()) + bytes(attribute.getValue());
    }
    return bytes;
  }

  /// What writing an item of this size costs.
  public static int writeUnits(int bytes) {
    return Math.max(1, Math.ceilDiv(bytes, WRITE_UNIT_BYTES));
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> Math.ceilDiv(value.n().length(), 2) + 1;
      case BOOL, NUL -> 1;
      case B -> value.b().asByteArrayUnsafe().length;
      case M -> 3 + value.m().size() + bytes(value.m());
      case L -> 3 + value.l().stream().mapToInt(element -> 1 + bytes(element)).sum();
      case SS -> value.ss().stream().mapToInt(ItemSize::utf8).sum();
      case NS -> value.ns().stream().mapToInt(n -> Math.ceilDiv(n.length(), 2) + 1).sum();
      case BS -> value.bs().stream().mapToInt(b -> b.asByteArrayUnsafe().length).sum();
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute of no known type");
    };
  }

  private static int utf8(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else {
        // each half of a surrogate pair counts two of the pair's four bytes
        bytes += Character.isSurrogate(c) ? 2 : 3;
      }
    }
    return bytes;
  }
}
