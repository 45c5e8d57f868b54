package io.xendisk.service.http;

import io.javalin.http.Context;
import io.xendisk.domain.access.Role;
import io.xendisk.service.access.WebSession;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, once the gate let it in. Immutable.
 *
 * @param address from where
 * @param session null where a bearer token was sent
 */
public record Caller(String name, Role role, String address, @Nullable WebSession session) {
  private static final String KEY = "xendisk.caller";

  /** Who sent this one; there is somebody behind every route but the open ones. */
  public static Caller of(Context request) {
    return Objects.requireNonNull(request.attribute(KEY), "nobody was let in");
  }

  void tell(Context request) {
    request.attribute(KEY, this);
  }
}
