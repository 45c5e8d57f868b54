package io.xendisk.xenapi;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes answers as xapi does (facts §1.2, §1.3), independent of the code under test. Stateless.
 */
final class Xml {
  /** The session that {@link #loginOr} gives. */
  static final String SESSION = "OpaqueRef:11111111-session";

  private Xml() {}

  static String success(Object value) {
    return response(
        "<struct>" + member("Status", "Success") + member("Value", value) + "</struct>");
  }

  static String failure(String... error) {
    return response(
        "<struct>"
            + member("Status", "Failure")
            + member("ErrorDescription", List.of(error))
            + "</struct>");
  }

  static String response(String value) {
    return "<?xml version=\"1.0\"?><methodResponse><params><param><value>"
        + value
        + "</value></param></params></methodResponse>";
  }

  private static String member(String name, Object value) {
    return "<member><name>" + escape(name) + "</name><value>" + of(value) + "</value></member>";
  }

  /** A value that is a {@link Raw} stands as it is. */
  static String of(Object value) {
    return switch (value) {
      case Raw raw -> raw.xml();
      case Boolean flag -> "<boolean>" + (flag ? 1 : 0) + "</boolean>";
      case Double number -> "<double>" + number + "</double>";
      case List<?> list ->
          "<array><data>"
              + list.stream()
                  .map(each -> "<value>" + of(each) + "</value>")
                  .collect(Collectors.joining())
              + "</data></array>";
      case Map<?, ?> map ->
          "<struct>"
              + map.entrySet().stream()
                  .map(each -> member((String) each.getKey(), each.getValue()))
                  .collect(Collectors.joining())
              + "</struct>";
      default -> escape(value.toString());
    };
  }

  /** XML as it is. */
  record Raw(String xml) {}

  static Raw date(String text) {
    return new Raw("<dateTime.iso8601>" + text + "</dateTime.iso8601>");
  }

  /** Answers login and logout, and leaves the rest to the test. */
  static String loginOr(RawServer.Request request, Function<String, String> rest) {
    return switch (request.method()) {
      case "session.login_with_password" -> success(SESSION);
      case "session.logout" -> success("");
      default -> rest.apply(request.method());
    };
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
