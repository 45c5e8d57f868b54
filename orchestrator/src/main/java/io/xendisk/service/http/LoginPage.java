package io.xendisk.service.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.xendisk.answer.AccessFailures;
import io.xendisk.domain.access.AccessProblem;
import io.xendisk.service.page.Overview;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Where a person hands over their token; it is all that a browser sees without one. Its looks stand
 * in it, because nobody gets a file without a token; the browser is told their digest. Stateless.
 */
final class LoginPage {
  private static final String STYLE = style();
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
          .formatted(digest(STYLE));

  private LoginPage() {}

  private static String style() {
    try (var file = Overview.class.getResourceAsStream("page.css")) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks page.css");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

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
    request.header("Content-Security-Policy", POLICY);
    request.status(status).html(page(words));
  }

  private static String page(String words) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>xendisk</title>
    <style>%s</style></head>
    <body>
    <main id="main">
    <h1>xendisk</h1>
    <p>%s</p>
    <form class="order" method="post" action="/login">
    <label for="token">Token</label>
    <input id="token" type="password" name="token" autocomplete="current-password" autofocus required>
    <button class="button main" type="submit">Log in</button>
    </form>
    </main>
    </body>
    </html>
    """
        .formatted(STYLE, words);
  }
}
