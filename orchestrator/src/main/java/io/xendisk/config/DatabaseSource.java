package io.xendisk.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which database the service keeps its history in. */
public sealed interface DatabaseSource {
  /**
   * A file of SQLite.
   *
   * @param file null for one among this user's state
   */
  record Sqlite(@Nullable Path file) implements DatabaseSource {}

  /**
   * A database of PostgreSQL, which several services may share.
   *
   * @param url {@code postgresql://HOST[:PORT]/NAME[?PARAMETER=VALUE]}, as libpq and JDBC know it
   */
  record Postgres(String url, @Nullable String user, @Nullable PasswordSource password)
      implements DatabaseSource {}

  /**
   * The address in a text.
   *
   * @throws IllegalArgumentException with a message for the person who wrote it
   */
  static String checkedUrl(String text) {
    var url = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (url.startsWith("sqlite:")) {
      return url;
    }
    if (!url.startsWith("postgresql://")) {
      throw new IllegalArgumentException(
          "url is sqlite:FILE or postgresql://HOST/NAME, not '%s'".formatted(withoutQuery(text)));
    }
    try {
      var parsed = new URI(url);
      var query = parsed.getRawQuery() == null ? "" : parsed.getRawQuery();
      if (parsed.getRawUserInfo() != null
          || query.toLowerCase(Locale.ROOT).matches("(.*&)?(user|password)=.*")) {
        throw new IllegalArgumentException(
            "user and password do not belong into the url: say `user:`, and `password:` with a"
                + " file");
      }
      if (parsed.getHost() == null || parsed.getPath() == null || parsed.getPath().length() < 2) {
        throw new IllegalArgumentException(
            "url names a host and a database: postgresql://HOST/NAME");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url is no URL: " + e.getReason(), e);
    }
  }

  /** Somebody may have written a password there: what is wrong is told without it. */
  private static String withoutQuery(String text) {
    return text.replaceAll("[?].*", "").replaceAll("//.*@", "//");
  }
}
