package io.xendisk.domain;

/**
 * A VDI, XenAPI's record of a disk: the reference is for calls and ends with the session, the uuid
 * is for people. Immutable.
 */
public record VdiId(String ref, String uuid) {
  @Override
  public String toString() {
    return uuid;
  }
}
