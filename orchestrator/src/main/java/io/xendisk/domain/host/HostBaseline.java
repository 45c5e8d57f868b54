package io.xendisk.domain.host;

import io.xendisk.domain.Fields;
import io.xendisk.domain.HostId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host was like when its rules were last known to be right, as it is kept on the pool: by it
 * a later look knows that the host was booted or updated since, and which bays had a disk.
 * Immutable.
 *
 * @param build of the product
 * @param boot the host's boot time, as the pool writes it
 * @param rules the sum of the rules file; empty where nobody could look
 * @param bays the SCSI addresses of the disks that were there, USB ones not
 */
public record HostBaseline(
    String host,
    String release,
    String build,
    String boot,
    String rules,
    List<String> bays,
    Instant at) {
  /** Followed by the host's uuid. */
  public static final String KEY_PREFIX = "xendisk:host:";

  private static final int VERSION = 1;

  public HostBaseline {
    bays = bays.stream().sorted().distinct().toList();
  }

  public static String keyOf(HostId host) {
    return KEY_PREFIX + host.uuid();
  }

  public String text() {
    return Fields.ofVersion(VERSION)
        .with("release", release)
        .with("build", build)
        .with("boot", boot)
        .with("rules", rules)
        .with("bays", String.join(",", bays))
        .with("at", at)
        .text();
  }

  /** The baseline of a host among a pool's notes; nothing if there is none that can be read. */
  public static Optional<HostBaseline> of(HostId host, Map<String, String> notes) {
    var text = notes.get(keyOf(host));
    return text == null
        ? Optional.empty()
        : Fields.read(text, VERSION, fields -> from(host.uuid(), fields));
  }

  private static HostBaseline from(String host, Fields fields) {
    var bays = fields.require("bays");
    return new HostBaseline(
        host,
        fields.require("release"),
        fields.require("build"),
        fields.require("boot"),
        fields.require("rules"),
        bays.isEmpty() ? List.of() : Arrays.asList(bays.split(",", -1)),
        Instant.parse(fields.require("at")));
  }

  /** Whether the host runs the same product in the same boot. */
  public boolean isOf(HostFacts facts) {
    return build.equals(facts.build()) && boot.equals(facts.host().bootTime());
  }
}
