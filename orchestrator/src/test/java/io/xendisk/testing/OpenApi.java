package io.xendisk.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract of the service's API, as {@code docs/openapi.yaml} has it. Thread-safe. */
public final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private final JsonNode document = new YAMLMapper().readTree(Path.of("../docs/openapi.yaml"));
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  /** One thing that can be asked. */
  public record Route(String method, String path, JsonNode node, List<JsonNode> parameters) {
    /** As {@code GET /path}. */
    public String name() {
      return method + " " + path;
    }

    /** A diff sends what it compares, and changes nothing. */
    public boolean changes() {
      return !method.equals("GET") && !path.endsWith("/diff");
    }
  }

  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (var path : document.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          var parameters = new ArrayList<JsonNode>();
          path.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
          method.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
          routes.add(
              new Route(
                  method.getKey().toUpperCase(java.util.Locale.ROOT),
                  path.getKey(),
                  method.getValue(),
                  parameters));
        }
      }
    }
    return routes;
  }

  public Route route(String name) {
    return routes().stream().filter(route -> route.name().equals(name)).findFirst().orElseThrow();
  }

  /** What is wrong with an answer, by the contract; nothing if it keeps it. */
  public Set<String> complaints(Route route, int status, String type, String body) {
    var responses = route.node().get("responses");
    var response =
        responses.has(String.valueOf(status))
            ? responses.get(String.valueOf(status))
            : responses.path("default");
    if (response.isMissingNode() || (status < 400 && !responses.has(String.valueOf(status)))) {
      return Set.of("%s answers %d, which is not written".formatted(route.name(), status));
    }
    var content = resolved(response).path("content");
    if (content.isEmpty()) {
      return Set.of();
    }
    var media = type.split(";", 2)[0];
    if (!content.has(media)) {
      return Set.of("%s answers %d with %s".formatted(route.name(), status, media));
    }
    if (media.startsWith("text/")) {
      return Set.of();
    }
    var complaints = new TreeSet<String>();
    schema(route.name() + status, content.get(media).get("schema"))
        .validate(body, InputFormat.JSON)
        .forEach((Error error) -> complaints.add(route.name() + ": " + error));
    return complaints;
  }

  private Schema schema(String key, JsonNode schema) {
    return schemas.computeIfAbsent(
        key,
        _ -> {
          ObjectNode whole = new ObjectMapper().createObjectNode();
          whole.put("$schema", DRAFT);
          whole.set("components", document.get("components"));
          whole.putArray("allOf").add(schema);
          return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(whole.toString(), InputFormat.JSON);
        });
  }

  /** What a reference leads to. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }
}
