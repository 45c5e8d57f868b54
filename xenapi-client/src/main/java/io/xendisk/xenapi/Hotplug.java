package io.xendisk.xenapi;

/** What a guest says of taking a disk while it runs ({@code can_use_hotplug_vbd}, since 7.0). */
public enum Hotplug {
  YES,
  NO,
  /** The guest said nothing. */
  UNSPECIFIED,
  /** The release is older than 7.0 and has no such field. */
  ABSENT,
  /** A value that this library does not know. */
  UNKNOWN
}
