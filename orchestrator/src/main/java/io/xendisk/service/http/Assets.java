package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.xendisk.service.page.Overview;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files that pages need besides themselves; no other can be asked for. Stateless. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "page.css", "text/css; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "htmx.min.js", "text/javascript; charset=utf-8",
          "htmx-sse.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private Assets() {}

  static void addTo(RoutesConfig routes) {
    routes.get("/assets/{name}", Assets::send);
  }

  private static void send(Context request) {
    var name = request.pathParam("name");
    var type = TYPES.get(name);
    if (type == null) {
      throw new NotFoundResponse();
    }
    try (var file = Overview.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      request
          .contentType(type)
          .header("Cache-Control", "private, max-age=300")
          .result(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
