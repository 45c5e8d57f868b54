package io.xendisk.domain.attach;

import io.xendisk.domain.disk.Attachment;
import java.util.List;
import java.util.Optional;

/** What is going to be done, in order. Immutable. */
public record Plan(List<Step> steps) {
  public Plan {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one step");
    }
  }

  /** Whether VBDs of earlier runs stand in the way. */
  public boolean removesLeftovers() {
    return steps.stream().anyMatch(step -> step instanceof Step.RemoveLeftover);
  }

  /** The VBD whose guest is going to be asked to let go, if there is one. */
  public Optional<Attachment> unplugs() {
    return steps.stream()
        .filter(Step.Unplug.class::isInstance)
        .map(step -> ((Step.Unplug) step).attachment())
        .findFirst();
  }

  /** Whether a guest gets the disk now, and not only at its next boot. */
  public boolean plugs() {
    return steps.stream().anyMatch(step -> step instanceof Step.Plug);
  }
}
