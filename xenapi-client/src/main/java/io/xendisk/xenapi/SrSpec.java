package io.xendisk.xenapi;

import java.util.Map;

/**
 * A storage repository that is to be made on one host. Immutable.
 *
 * @param deviceConfig of its PBD, such as {@code location}
 */
public record SrSpec(
    HostRef host,
    String nameLabel,
    String nameDescription,
    String type,
    String contentType,
    Map<String, String> deviceConfig,
    Map<String, String> smConfig) {
  public SrSpec {
    deviceConfig = Map.copyOf(deviceConfig);
    smConfig = Map.copyOf(smConfig);
  }
}
