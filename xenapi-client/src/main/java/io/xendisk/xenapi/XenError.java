package io.xendisk.xenapi;

import java.util.List;

/**
 * An error as the pool words it: a code and its parameters, kept as they came, known or not.
 * Immutable.
 *
 * @param code for example {@code VDI_IN_USE}; a host plugin may send a code that looks like
 *     anything
 * @param params in the order of the wire. Their number and places differ between releases (facts
 *     §3: {@code VDI_IN_USE} has none, one or more), so ask {@link #mentions} rather than for a
 *     place
 */
public record XenError(String code, List<String> params) {
  public XenError {
    params = List.copyOf(params);
  }

  /** The code is the first of the words, the parameters are the rest. */
  static XenError of(List<String> words) {
    return new XenError(words.getFirst(), words.subList(1, words.size()));
  }

  /** Whether it is this code, letter by letter; plugins have codes of their own. */
  public boolean is(String other) {
    return code.equals(other);
  }

  /** Whether the code begins so: storage errors are {@code SR_BACKEND_FAILURE_} and a number. */
  public boolean startsWith(String prefix) {
    return code.startsWith(prefix);
  }

  /** Whether some parameter is this text, in whatever case: releases differ there too. */
  public boolean mentions(String text) {
    return params.stream().anyMatch(text::equalsIgnoreCase);
  }

  @Override
  public String toString() {
    return params.isEmpty() ? code : code + " " + params;
  }
}
