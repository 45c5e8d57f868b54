package io.xendisk.service.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xendisk.answer.AccessFailures;
import io.xendisk.domain.access.AccessProblem;

/** Where a person hands over their token; it is all that a browser sees without one. Stateless. */
final class LoginPage {
  private LoginPage() {}

  /** Whether a person would rather see a page than a problem in JSON. */
  static boolean isWantedBy(Context request) {
    var accepted = request.header("Accept");
    return accepted != null
        && accepted.contains("text/html")
        && !request.path().startsWith("/api/");
  }

  static void write(Context request, HttpStatus status, AccessProblem problem) {
    var words =
        switch (problem) {
          case AccessProblem.NoToken _ -> "Log in with the token that you were given.";
          default -> AccessFailures.of(problem).explanation().message();
        };
    request.status(status).html(page(words));
  }

  private static String page(String words) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>xendisk</title></head>
    <body>
    <h1>xendisk</h1>
    <p>%s</p>
    <form method="post" action="/login">
    <label>Token <input type="password" name="token" autocomplete="current-password" autofocus
    required></label>
    <button>Log in</button>
    </form>
    </body>
    </html>
    """
        .formatted(words);
  }
}
