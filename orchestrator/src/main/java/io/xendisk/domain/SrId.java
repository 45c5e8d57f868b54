package io.xendisk.domain;

/**
 * A storage repository: the reference is for calls and ends with the session, the uuid is for
 * people. Immutable.
 */
public record SrId(String ref, String uuid) {
  @Override
  public String toString() {
    return uuid;
  }
}
