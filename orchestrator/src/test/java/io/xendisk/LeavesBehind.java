package io.xendisk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which breaches of the invariants a test ends with on purpose: parts of their sentences. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface LeavesBehind {
  /** A disk was pulled, or its record lost, while a VM had it, and nothing has cleared it since. */
  String A_LOST_DISK = "VDI that is gone|no such device|its disk was pulled|no VBD says so";

  /** Somebody's lease whose owner is dead. */
  String A_DEAD_LEASE = "lease without a live owner";

  /** A guest that booted with a disk for the first time. */
  String A_STUCK_GUEST = "cannot let go";

  String[] value();
}
