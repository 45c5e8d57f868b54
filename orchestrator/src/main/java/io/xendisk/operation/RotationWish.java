package io.xendisk.operation;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.rotation.Order;
import java.time.Duration;
import java.util.function.Function;

/**
 * What is wanted of a set. Immutable.
 *
 * @param boots what counts as evidence of a booted guest, by a VM's name
 * @param timeout after which it is given up
 */
public record RotationWish(
    String set, Order order, Function<String, BootSettings> boots, Duration timeout) {
  boolean isScheduled() {
    return order instanceof Order.Scheduled;
  }
}
