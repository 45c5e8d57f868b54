package io.xendisk.service.http;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What is refused before any route sees it, because it is no HTTP or too much of it: said in the
 * same form as everything else. Stateless.
 */
final class WireProblems extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.getHeaders().put("Content-Type", Problems.TYPE).put("Cache-Control", "no-store");
    response.write(true, ByteBuffer.wrap(body(code)), callback);
  }

  private static byte[] body(int code) {
    var why =
        new Explanation(
            "bad-request",
            Exit.USAGE,
            "the request is not such as HTTP allows",
            "docs/openapi.yaml says what can be asked, and how.");
    return Problems.text(code, "Bad request", why).getBytes(StandardCharsets.UTF_8);
  }
}
