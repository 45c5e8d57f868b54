package io.xendisk.xenapi;

/** A password. Its text comes out of {@link #value()} only, never out of a log. Immutable. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
