package io.xendisk.domain.attach;

import org.jspecify.annotations.Nullable;

/** When a disk may be plugged into a VM. */
public sealed interface PlugMoment {
  /** Now; with the evidence that the guest has booted, null where the disk was there before. */
  record Now(@Nullable BootEvidence because) implements PlugMoment {}

  /** Once the guest of the running VM has booted. */
  record AfterBoot() implements PlugMoment {}

  /** Once the VM was started, by us or by somebody else. */
  record AfterStart(boolean byUs) implements PlugMoment {}

  /** When the VM starts: it had this disk before. */
  record AtNextBoot() implements PlugMoment {}

  /** Not as things are. */
  record Never(Problem why) implements PlugMoment {}
}
