package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a Deployment or a CronJob makes pods of.
///
/// @param template where that stands in the manifest
record Pods(Overlay.Manifest owner, JsonPointer template) {
  private static final JsonPointer OF_DEPLOYMENT = JsonPointer.compile("/spec/template");
  private static final JsonPointer OF_JOB = JsonPointer.compile("/spec/jobTemplate/spec/template");

  /// A container of such a pod.
  record Container(Pods pods, JsonPointer at) {
    JsonNode body() {
      return pods.owner().body().at(at);
    }

    String name() {
      return body().path("name").asText();
    }

    Finding finding(String below, String message) {
      return pods.owner().finding(at.append(JsonPointer.compile(below)), message);
    }
  }

  /// A port that a container listens at.
  ///
  /// @param protocol TCP or UDP
  record Port(int number, String protocol) {
    static Port of(JsonNode written) {
      return new Port(
          written.path("containerPort").asInt(), written.path("protocol").asText("TCP"));
    }

    @Override
    public String toString() {
      return number + "/" + protocol;
    }
  }

  static List<Pods> of(Overlay overlay) {
    return Stream.concat(
            overlay.ofKind("Deployment").map(manifest -> new Pods(manifest, OF_DEPLOYMENT)),
            overlay.ofKind("CronJob").map(manifest -> new Pods(manifest, OF_JOB)))
        .toList();
  }

  boolean serves() {
    return owner.kind().equals("Deployment");
  }

  JsonNode spec() {
    return owner.body().at(template).path("spec");
  }

  Map<String, String> labels() {
    return texts(owner.body().at(template).at("/metadata/labels"));
  }

  List<Container> containers() {
    return IntStream.range(0, spec().path("containers").size())
        .mapToObj(
            i -> new Container(this, template.append(JsonPointer.compile("/spec/containers/" + i))))
        .toList();
  }

  Map<String, Port> ports() {
    Map<String, Port> ports = new LinkedHashMap<>();
    for (JsonNode container : spec().path("containers")) {
      for (JsonNode port : container.path("ports")) {
        ports.put(port.path("name").asText(), Port.of(port));
      }
    }
    return ports;
  }

  /// Whether a selector chooses these pods.
  boolean chosenBy(JsonNode matchLabels) {
    return labels().entrySet().containsAll(texts(matchLabels).entrySet());
  }

  Finding finding(String below, String message) {
    return owner.finding(template.append(JsonPointer.compile(below)), message);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
