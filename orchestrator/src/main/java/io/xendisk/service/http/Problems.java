package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.xendisk.answer.AccessFailures;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.access.AccessProblem;
import io.xendisk.service.page.TroublePage;
import io.xendisk.xenapi.PoolException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what went wrong as RFC 9457 has it, with the ids and the advice of the command. Stateless.
 */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  static final String TYPE = "application/problem+json";

  private Problems() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(Denied.class, (e, request) -> denied(request, e.problem()));
    routes.exception(Failure.class, (e, request) -> failed(request, e));
    routes.exception(PoolException.class, (e, request) -> failed(request, Failures.of(e)));
    routes.exception(HttpResponseException.class, (e, request) -> refused(request, e));
    routes.exception(Exception.class, (e, request) -> broken(request, e));
  }

  private static void denied(Context request, AccessProblem problem) {
    var explanation = AccessFailures.of(problem).explanation();
    switch (problem) {
      case AccessProblem.NoToken _, AccessProblem.TokenRefused _ -> {
        request.header("WWW-Authenticate", "Bearer realm=\"xendisk\"");
        if (LoginPage.isWantedBy(request)) {
          LoginPage.write(request, HttpStatus.UNAUTHORIZED, problem);
        } else {
          write(request, HttpStatus.UNAUTHORIZED, explanation, Map.of());
        }
      }
      case AccessProblem.TooManyRequests(var until) -> {
        request.header("Retry-After", String.valueOf(until.toSeconds() + 1));
        write(request, HttpStatus.TOO_MANY_REQUESTS, explanation, Map.of());
      }
      case AccessProblem.RoleTooLow _ when LoginPage.isWantedBy(request) -> {
        request.status(HttpStatus.FORBIDDEN);
        var visitor = PageRoutes.visitor(request);
        PageRoutes.html(request, TroublePage.page(visitor, "You may not do this", explanation));
      }
      case AccessProblem.RoleTooLow _, AccessProblem.CrossSite _ ->
          write(request, HttpStatus.FORBIDDEN, explanation, Map.of());
      case AccessProblem.FileUnsafe(var file, var why) -> {
        LOG.atError().addKeyValue("file", file).log("nobody is let in: {}", why);
        write(request, HttpStatus.SERVICE_UNAVAILABLE, explanation, Map.of());
      }
      case AccessProblem.TokenUnknown _, AccessProblem.NameTaken _ ->
          write(request, HttpStatus.BAD_REQUEST, explanation, Map.of());
    }
  }

  private static void failed(Context request, Failure failure) {
    var members = Documents.map();
    if (failure.poolError() != null) {
      var error = Documents.error(failure.explanation(), failure.poolError());
      Documents.put(members, "xapi", error.get("xapi"));
    }
    members.putAll(failure.members());
    write(request, status(failure.explanation()), failure.explanation(), members);
  }

  /** What HTTP itself does not allow: no such path, another method, too long a body. */
  private static void refused(Context request, HttpResponseException e) {
    var status = HttpStatus.forStatus(e.getStatus());
    var explanation =
        switch (status) {
          case NOT_FOUND -> usage("not-found", "there is no %s".formatted(request.path()));
          case METHOD_NOT_ALLOWED ->
              usage(
                  "method-not-allowed",
                  "%s knows no %s".formatted(request.path(), request.method().name()));
          case CONTENT_TOO_LARGE ->
              usage("body-too-large", "the request is longer than `service: limits: body`");
          default -> usage("bad-request", String.valueOf(e.getMessage()));
        };
    write(request, status, explanation, Map.of());
  }

  private static Explanation usage(String id, String message) {
    return new Explanation(
        id, Exit.USAGE, message, "docs/openapi.yaml says what can be asked, and how.");
  }

  private static void broken(Context request, Exception e) {
    // The path may hold a disk's name, and never a secret; what was sent is not logged.
    LOG.atError()
        .addKeyValue("method", request.method().name())
        .addKeyValue("path", request.path())
        .setCause(e)
        .log("a request failed");
    write(
        request,
        HttpStatus.INTERNAL_SERVER_ERROR,
        new Explanation(
            "internal-error",
            Exit.FAILED,
            "the service itself failed at this request",
            "Look at the status before anything else; the service's log says more."),
        Map.of());
  }

  /** The table of docs/service-api.md. */
  static HttpStatus status(Explanation explanation) {
    if (explanation.id().equals("not-as-seen")) {
      return HttpStatus.PRECONDITION_FAILED;
    }
    return switch (explanation.exit()) {
      case DONE -> HttpStatus.OK;
      case FAILED, PARTLY, CREDENTIALS -> HttpStatus.BAD_GATEWAY;
      case USAGE -> HttpStatus.BAD_REQUEST;
      case REFUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
      case CONFLICT, NOT_SAFE_TO_PULL, IDENTITY -> HttpStatus.CONFLICT;
      case PENDING -> HttpStatus.GATEWAY_TIMEOUT;
      case UNREACHABLE, INTERRUPTED -> HttpStatus.SERVICE_UNAVAILABLE;
      case ABSENT -> HttpStatus.NOT_FOUND;
    };
  }

  private static void write(
      Context request, HttpStatus status, Explanation explanation, Map<String, Object> members) {
    var document = document(status.getCode(), status.getMessage(), explanation);
    document.putAll(members);
    request.status(status).contentType(TYPE).result(DocumentWriter.json(document));
  }

  static String text(int code, String title, Explanation explanation) {
    return DocumentWriter.json(document(code, title, explanation));
  }

  private static Map<String, Object> document(int code, String title, Explanation explanation) {
    var document = Documents.map();
    document.put("type", "urn:xendisk:error:" + explanation.id());
    document.put("title", title);
    document.put("status", code);
    document.put("detail", explanation.message());
    document.put("id", explanation.id());
    document.put("advice", explanation.advice());
    document.put("exit", explanation.exit().code());
    return document;
  }
}
