package io.xendisk.operation;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.rotation.RotationSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is said of a pool outside of it. Immutable.
 *
 * @param boots what counts as evidence of a booted guest, by a VM's name
 * @param rotations the sets that the configuration names
 */
public record PoolKnowledge(
    Function<String, BootSettings> boots, Map<String, RotationSet> rotations) {
  public PoolKnowledge {
    rotations = Collections.unmodifiableMap(new LinkedHashMap<>(rotations));
  }
}
