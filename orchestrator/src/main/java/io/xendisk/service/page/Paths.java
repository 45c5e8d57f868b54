package io.xendisk.service.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of our pages. Pure. */
public final class Paths {
  private Paths() {}

  /** A name as one part of a path, or as a value behind a question mark. */
  public static String part(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
