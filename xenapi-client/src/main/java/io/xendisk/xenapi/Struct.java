package io.xendisk.xenapi;

import io.xendisk.xenapi.xmlrpc.Dates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one answered record. Absent members give the default; a member of a type
 * that XenAPI never sends there is an {@link IllegalArgumentException} that names the member. The
 * SDK's own record classes lose what is kept here: repeated members of error_info, operations and
 * enum values that they do not know, and under a Turkish locale every value with an i
 * (docs/adr/0021). Confined to the call that decodes.
 */
final class Struct {
  private final Map<?, ?> members;

  private Struct(Map<?, ?> members) {
    this.members = members;
  }

  static Struct of(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return new Struct(members);
    }
    throw new IllegalArgumentException("a record was expected, not " + kindOf(value));
  }

  @Nullable Object raw(String name) {
    return members.get(name);
  }

  String string(String name) {
    Object value = members.get(name);
    return value == null ? "" : text(name, value);
  }

  boolean flag(String name, boolean absent) {
    Boolean value = flagOrNull(name);
    return value == null ? absent : value;
  }

  @Nullable Boolean flagOrNull(String name) {
    Object value = members.get(name);
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      default -> throw wrong(name, "a boolean", value);
    };
  }

  long number(String name, long absent) {
    Object value = members.get(name);
    if (value == null || value.equals("")) {
      return absent;
    }
    try {
      return Long.parseLong(text(name, value));
    } catch (NumberFormatException _) {
      throw wrong(name, "an integer", value);
    }
  }

  double fraction(String name) {
    Object value = members.get(name);
    return switch (value) {
      case null -> 0;
      case Double fraction -> fraction;
      default -> throw wrong(name, "a double", value);
    };
  }

  /**
   * The epoch, which stands for "never", is null (facts §1.3); so is a date that cannot be read.
   */
  @Nullable Instant instant(String name) {
    Instant instant = Dates.instant(members.get(name));
    return instant == null || instant.equals(Instant.EPOCH) ? null : instant;
  }

  <E extends Enum<E>> E oneOf(String name, Class<E> type, E absent, E unknown) {
    String value = string(name);
    if (value.isEmpty()) {
      return absent;
    }
    String wanted = value.toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(wanted) && constant != absent) {
        return constant;
      }
    }
    return unknown;
  }

  <R extends XenRef> R ref(String name, Function<String, R> type) {
    String value = string(name);
    return type.apply(value.isEmpty() ? XenRef.NULL : value);
  }

  <R extends XenRef> Set<R> refs(String name, Function<String, R> type) {
    var refs = new LinkedHashSet<R>();
    for (String value : list(name)) {
      refs.add(type.apply(value));
    }
    return refs;
  }

  List<String> list(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Object[] items)) {
      throw wrong(name, "an array", value);
    }
    var list = new ArrayList<String>(items.length);
    for (Object item : items) {
      list.add(text(name, item));
    }
    return list;
  }

  Map<String, String> map(String name) {
    Object value = members.get(name);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> entries)) {
      throw wrong(name, "a map", value);
    }
    var map = new LinkedHashMap<String, String>();
    entries.forEach((key, item) -> map.put(text(name, key), text(name, item)));
    return map;
  }

  private static String text(String name, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, "text", value);
  }

  private static IllegalArgumentException wrong(
      String name, String expected, @Nullable Object value) {
    return new IllegalArgumentException(
        "its member %s should be %s, and is %s".formatted(name, expected, kindOf(value)));
  }

  private static String kindOf(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case Map<?, ?> _ -> "a struct";
      case Object[] _ -> "an array";
      default -> value.getClass().getSimpleName();
    };
  }
}
