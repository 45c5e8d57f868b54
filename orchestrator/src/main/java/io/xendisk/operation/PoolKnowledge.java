package io.xendisk.operation;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.schedule.Schedules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is said of a pool outside of it. Immutable.
 *
 * @param boots what counts as evidence of a booted guest, by a VM's name
 * @param rotations the sets that the configuration names
 * @param attachments what it declares
 * @param schedules what a service does there by itself at certain times
 */
public record PoolKnowledge(
    Function<String, BootSettings> boots,
    Map<String, RotationSet> rotations,
    List<Declaration> attachments,
    Schedules schedules) {
  public PoolKnowledge {
    attachments = List.copyOf(attachments);
    rotations = Collections.unmodifiableMap(new LinkedHashMap<>(rotations));
  }

  PoolKnowledge with(Schedules others) {
    return new PoolKnowledge(boots, rotations, attachments, others);
  }
}
