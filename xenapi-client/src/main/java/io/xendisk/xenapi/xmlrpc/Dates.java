package io.xendisk.xenapi.xmlrpc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as xapi writes them ({@code 20261122T07:15:37Z}), and as it may write them one day: with
 * hyphens, fractions and offsets (facts §1.3). The SDK loses the whole answer over a hyphen and
 * ignores an offset. Stateless.
 */
public final class Dates {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-?(\\d\\d)-?(\\d\\d)T(\\d\\d):?(\\d\\d):?(\\d\\d)(?:\\.(\\d{1,9})\\d*)?"
              + "(Z|[+-]\\d\\d(?::?\\d\\d)?)?");

  private Dates() {}

  /** The moment that a decoded value stands for; null if it stands for none. */
  public static @Nullable Instant instant(@Nullable Object value) {
    return switch (value) {
      case Date date -> date.toInstant();
      case String text -> parse(text);
      case null, default -> null;
    };
  }

  static @Nullable Instant parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return null;
    }
    try {
      return LocalDateTime.of(
              number(parts, 1),
              number(parts, 2),
              number(parts, 3),
              number(parts, 4),
              number(parts, 5),
              number(parts, 6),
              nanos(parts.group(7)))
          .toInstant(offset(parts.group(8)));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  private static ZoneOffset offset(@Nullable String zone) {
    return zone == null || zone.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone);
  }
}
