package io.xendisk.xenapi;

/**
 * A filter of {@code get_all_records_where} (traces, {@code where}). The pool's language cannot
 * quote a double quote, so values that hold one are refused here instead of becoming part of the
 * filter; {@code and} and {@code or} bind alike there, so every part stands in brackets. Immutable.
 */
public final class Where {
  private final String expression;

  private Where(String expression) {
    this.expression = expression;
  }

  /** A field by its name in the records, for example {@code SR} or {@code power_state}. */
  public static Field field(String name) {
    return new Field(name);
  }

  /** Objects of this name. */
  public static Where nameLabel(String name) {
    return field("name_label").is(name);
  }

  /** The object of this UUID. */
  public static Where uuid(String uuid) {
    return field("uuid").is(uuid);
  }

  /** Objects that meet at least one of the filters. */
  public static Where anyOf(Where first, Where... others) {
    return first.joined(" or ", others);
  }

  /** Objects that meet all of the filters. */
  public static Where allOf(Where first, Where... others) {
    return first.joined(" and ", others);
  }

  /** Objects that do not meet the filter. */
  public static Where not(Where filter) {
    return new Where("not (" + filter.expression + ")");
  }

  private Where joined(String word, Where... others) {
    var all = new StringBuilder("(" + expression + ")");
    for (Where other : others) {
      all.append(word).append('(').append(other.expression).append(')');
    }
    return new Where(all.toString());
  }

  /** The filter as it goes to the pool. */
  public String expression() {
    return expression;
  }

  @Override
  public String toString() {
    return expression;
  }

  /** One field of the records. Immutable. */
  public static final class Field {
    private final String name;

    private Field(String name) {
      if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException("this is no name of a field: %.60s".formatted(name));
      }
      // These two live in a namespace of the datamodel; all other names stand as they are (traces).
      this.name = name.replaceFirst("^name_(label|description)$", "name__$1");
    }

    /**
     * Objects whose field has this value: enum values and references as text, booleans as {@code
     * true} and {@code false}. Case counts; there is no pattern.
     *
     * @throws IllegalArgumentException if the value holds a double quote or a control character,
     *     which cannot be asked for
     */
    public Where is(String value) {
      if (value.chars().anyMatch(c -> c < ' ')) {
        throw new IllegalArgumentException("a pool cannot be asked for a control character");
      }
      if (value.indexOf('"') >= 0) {
        throw new IllegalArgumentException(
            "a pool cannot be asked for a value with a double quote in it (%.80s); use the UUID"
                .formatted(value));
      }
      return new Where("field \"" + name + "\" = \"" + value + "\"");
    }

    /** Objects whose field refers to this object. */
    public Where is(XenRef ref) {
      return is(ref.value());
    }

    /** Objects whose field is true, or false. */
    public Where is(boolean value) {
      return is(Boolean.toString(value));
    }
  }
}
