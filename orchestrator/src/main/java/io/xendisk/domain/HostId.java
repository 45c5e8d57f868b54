package io.xendisk.domain;

/**
 * A host: the reference is for calls and ends with the session, the uuid is for people. Immutable.
 */
public record HostId(String ref, String uuid) {
  @Override
  public String toString() {
    return uuid;
  }
}
