package io.xendisk.domain.disk;

import org.jspecify.annotations.Nullable;

/**
 * What a drive tells of itself where its host can ask it (XCP-ng's {@code smartctl.py}, facts
 * §5.6): null for what it does not tell. The temperature is in degrees Celsius. Immutable.
 *
 * @param answers whether the host could ask it at all
 */
public record Drive(
    boolean answers,
    @Nullable String serial,
    @Nullable String wwn,
    @Nullable String model,
    @Nullable Boolean healthy,
    @Nullable Integer temperature,
    @Nullable Long powerOnHours) {
  /** Of a drive that cannot be asked. */
  public static final Drive SILENT = new Drive(false, null, null, null, null, null, null);

  /** Whether the drive itself expects to fail. */
  public boolean isFailing() {
    return Boolean.FALSE.equals(healthy);
  }
}
