package dev.sluice.http.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// The API in [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0), finished from what the compiler
/// gathered from annotations and what the service and `openapi-shared.yml` add.
///
/// The compiler is asked for 3.0 and its schemas are translated here, because its own 3.1 drops the
/// types of parameters and leaves members of its model in the text. What holds for every answer is
/// added here too, so that no endpoint has to repeat it.
public final class ApiDescription {
  private static final String SHARED = "/http-service/openapi-shared.yml";
  private static final String VERSION = "3.1.0";

  private final Map<String, Object> document;

  /// @param name of the file that the compiler made, without `.yml`
  /// @param more what the service adds to it, a resource
  public ApiDescription(String name, String more) {
    this.document = finished("/META-INF/swagger/" + name + ".yml", more);
  }

  /// The document as nested maps and lists, none of them to be changed.
  public Map<String, Object> document() {
    return document;
  }

  /// The document in YAML.
  public String yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(options).dump(document);
  }

  private static Map<String, Object> read(String resource) {
    try (InputStream in = ApiDescription.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return Tree.map(reader().load(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static Map<String, Object> finished(String gathered, String more) {
    Map<String, Object> document = new LinkedHashMap<>(read(gathered));
    document.put("openapi", VERSION);
    Tree.add(read(more), document);
    Tree.add(read(SHARED), document);
    new EveryAnswer(document).complete();
    Map<String, Object> translated = Tree.map(Schemas.translated(document));
    new Examples(translated).complete();
    return translated;
  }

  /// Reads times as the text that they are.
  private static Yaml reader() {
    LoaderOptions loading = new LoaderOptions();
    DumperOptions dumping = new DumperOptions();
    return new Yaml(
        new SafeConstructor(loading), new Representer(dumping), dumping, loading, new PlainTimes());
  }

  private static final class PlainTimes extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
