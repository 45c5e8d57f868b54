package io.xendisk.operation;

import io.xendisk.domain.dom0.RulesPlan;

/** Shows a person what is about to be changed, and says whether to go on. */
@FunctionalInterface
public interface Consent {
  boolean given(RulesPlan.Change plan);
}
