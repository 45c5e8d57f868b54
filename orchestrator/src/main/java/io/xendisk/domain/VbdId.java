package io.xendisk.domain;

/**
 * A VBD, XenAPI's link between a disk and a VM: the reference is for calls and ends with the
 * session, the uuid is for people. Immutable.
 */
public record VbdId(String ref, String uuid) {
  @Override
  public String toString() {
    return uuid;
  }
}
