package io.xendisk.service.http;

import io.javalin.http.Context;
import io.xendisk.service.Measured;
import io.xendisk.service.Meter;
import java.time.Duration;

/** Tells how long requests took, by their routes. Stateless. */
final class Requested {
  private static final String STREAM = "/api/v1/events";

  private Requested() {}

  /** One that is over; whoever listens to events stays for hours, which says nothing. */
  static void tell(Meter meter, Context request, float millis) {
    var endpoint = request.endpoints().matchedHttpEndpoint();
    var route = endpoint == null ? "" : endpoint.path;
    if (!route.equals(STREAM)) {
      meter.add(
          new Measured.Answered(
              request.method().name(),
              route,
              request.statusCode(),
              Duration.ofNanos((long) (millis * 1_000_000L))));
    }
  }
}
