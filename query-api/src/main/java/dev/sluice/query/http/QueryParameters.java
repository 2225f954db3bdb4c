package dev.sluice.query.http;

import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.model.Names;
import dev.sluice.quality.Findings;
import dev.sluice.query.read.Include;
import dev.sluice.query.read.Order;
import io.micronaut.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The query of a request, read strictly: every parameter known, given once and not empty.
///
/// Every method throws [BadParameterException], which names the parameter and says what is
/// accepted.
final class QueryParameters {
  static final String CURSOR = "cursor";
  static final String LIMIT = "limit";
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  private static final Set<String> STANDING_FOR_TYPES =
      Set.of(Findings.UNKNOWN_TYPE, QualityMinute.OTHER_TYPES);
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final String INSTANT_RULE =
      "an ISO-8601 time with its offset, such as 2026-03-05T01:49:51.260Z, from 1970 to 9998"
          + " (a + of an offset is %2B in a query)";

  private static final String DATE_RULE = "a UTC date such as 2026-03-05, from 1970 to 9998";

  private final Map<String, String> values = new TreeMap<>();

  QueryParameters(HttpRequest<?> request, List<String> known) {
    for (Map.Entry<String, List<String>> given : request.getParameters().asMap().entrySet()) {
      String name = given.getKey();
      if (!known.contains(name)) {
        String shown = BadParameterException.shown(name);
        throw new BadParameterException(
            shown,
            "there is no parameter \""
                + shown
                + "\" here; "
                + (known.isEmpty() ? "none is" : String.join(", ", known) + " are")
                + " accepted");
      }
      values.put(name, only(name, given.getValue()));
    }
  }

  private static String only(String name, List<String> values) {
    if (values.size() != 1) {
      throw new BadParameterException(
          name, name + " is given " + values.size() + " times; once is accepted");
    }
    String value = values.getFirst();
    if (value.isEmpty()) {
      throw new BadParameterException(name, name + " is empty; give a value or leave it out");
    }
    return value;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  int limit() {
    return text(LIMIT).map(QueryParameters::limit).orElse(DEFAULT_LIMIT);
  }

  private static int limit(String value) {
    if (value.length() <= 4 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    throw BadParameterException.of(LIMIT, value, "a whole number from 1 to " + MAX_LIMIT);
  }

  Optional<Instant> instant(String name) {
    return text(name).map(value -> instant(name, value));
  }

  private static Instant instant(String name, String value) {
    try {
      Instant instant =
          OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC).toInstant();
      if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      throw BadParameterException.of(name, value, INSTANT_RULE);
    }
    throw BadParameterException.of(name, value, INSTANT_RULE);
  }

  /// A UTC date that has to be given.
  LocalDate date(String name) {
    String value = required(name, DATE_RULE);
    try {
      LocalDate date = LocalDate.parse(value);
      if (date.getYear() >= 1970 && date.getYear() < 9999) {
        return date;
      }
    } catch (DateTimeException e) {
      throw BadParameterException.of(name, value, DATE_RULE);
    }
    throw BadParameterException.of(name, value, DATE_RULE);
  }

  /// @param accepted what to give
  String required(String name, String accepted) {
    return text(name)
        .orElseThrow(() -> new BadParameterException(name, name + " is missing; give " + accepted));
  }

  Optional<String> eventType(String name) {
    return text(name)
        .map(value -> {
          if (!Names.isEventType(value)) {
            throw BadParameterException.of(name, value, Names.EVENT_TYPE_RULE);
          }
          return value;
        });
  }

  /// An event type, or a name that stands for events of no type of their own.
  Optional<String> countedType(String name) {
    return text(name).filter(STANDING_FOR_TYPES::contains).or(() -> eventType(name));
  }

  Optional<String> deviceIdPrefix(String name) {
    return text(name).map(value -> deviceId(name, value));
  }

  /// A path variable or a part of it.
  static String deviceId(String name, String value) {
    if (!Names.isDeviceId(value)) {
      throw BadParameterException.of(name, value, Names.DEVICE_ID_RULE);
    }
    return value;
  }

  Order order(String name) {
    return switch (text(name).orElse("desc")) {
      case "asc" -> Order.ASC;
      case "desc" -> Order.DESC;
      case String other -> throw BadParameterException.of(name, other, "asc or desc");
    };
  }

  Include include(String name) {
    return switch (text(name).orElse("all")) {
      case "hot" -> Include.HOT;
      case "archive" -> Include.ARCHIVE;
      case "all" -> Include.ALL;
      case String other -> throw BadParameterException.of(name, other, "hot, archive or all");
    };
  }

  boolean flag(String name) {
    return switch (text(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      case String other -> throw BadParameterException.of(name, other, "true or false");
    };
  }

  /// What a cursor of this query belongs to: all but where in the answer one is and how much one
  /// takes.
  String withoutPaging() {
    Map<String, String> rest = new TreeMap<>(values);
    rest.remove(CURSOR);
    rest.remove(LIMIT);
    return rest.toString();
  }
}
