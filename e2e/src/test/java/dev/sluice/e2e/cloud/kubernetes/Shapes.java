package dev.sluice.e2e.cloud.kubernetes;

import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Shapes of types: of the models that the Java client for Kubernetes has, and of records of ours
/// for kinds that it does not know.
final class Shapes {
  private Shapes() {}

  static Shape of(Type type) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType() == List.class ->
          new Shape.ListOf(of(generic.getActualTypeArguments()[0]));
      case ParameterizedType generic when generic.getRawType() == Map.class ->
          new Shape.MapOf(of(generic.getActualTypeArguments()[1]));
      case ParameterizedType generic when generic.getRawType() == Optional.class ->
          of(generic.getActualTypeArguments()[0]);
      case Class<?> known -> ofClass(known);
      default -> throw new IllegalArgumentException("no shape for " + type);
    };
  }

  private static Shape ofClass(Class<?> type) {
    if (type == String.class || type == OffsetDateTime.class || type == byte[].class) {
      return Shape.Scalar.TEXT;
    }
    if (type == Integer.class || type == Long.class || type == int.class) {
      return Shape.Scalar.WHOLE;
    }
    if (type == Double.class) {
      return Shape.Scalar.NUMBER;
    }
    if (type == Boolean.class || type == boolean.class) {
      return Shape.Scalar.TRUTH;
    }
    if (type == IntOrString.class) {
      return Shape.Scalar.TEXT_OR_WHOLE;
    }
    if (type == Quantity.class) {
      return Shape.Scalar.QUANTITY;
    }
    if (type == Object.class) {
      return Shape.Scalar.ANY;
    }
    return type.isRecord() ? ofRecord(type) : ofModel(type);
  }

  /// What is no `Optional` is required.
  private static Shape ofRecord(Class<?> type) {
    Map<String, Type> components = new LinkedHashMap<>();
    Set<String> required = new HashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(component.getName(), component.getGenericType());
      if (component.getType() != Optional.class) {
        required.add(component.getName());
      }
    }
    return members(type, components, required);
  }

  private static Shape ofModel(Class<?> type) {
    Map<String, Type> fields = new LinkedHashMap<>();
    for (Field field : type.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name != null) {
        fields.put(name.value(), field.getGenericType());
      }
    }
    return members(type, fields, requiredOf(type));
  }

  private static Set<String> requiredOf(Class<?> model) {
    try {
      Set<String> required = new HashSet<>();
      for (Object name : (Set<?>) model.getField("openapiRequiredFields").get(null)) {
        required.add(name.toString());
      }
      return required;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(model + " is no model of the Kubernetes client", e);
    }
  }

  private static Shape members(Class<?> type, Map<String, Type> members, Set<String> required) {
    return new Shape.Members(
        type.getSimpleName(),
        () -> {
          Map<String, Shape> shapes = new LinkedHashMap<>();
          members.forEach((name, member) -> shapes.put(name, of(member)));
          return shapes;
        },
        required);
  }
}
