package io.xendisk.domain.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which product a host runs, as {@code host.software_version} tells (facts §11). Immutable.
 *
 * @param brand as people call it, such as {@code XCP-ng}
 * @param version the product's, or the platform's where {@code platform} is true: XCP may tell no
 *     product version
 */
public record HostRelease(String brand, List<Integer> version, boolean platform) {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(xcp-ng|xcp|citrix[ -]hypervisor|xenserver)?[ -]?(\\d+(?:\\.\\d+){0,3})");

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4}){0,3})(?:[^\\d.].*|\\..*)?");

  public HostRelease {
    version = List.copyOf(version);
    if (version.isEmpty()) {
      throw new IllegalArgumentException("a release has a number, %s had none".formatted(brand));
    }
  }

  /** The release that a host tells of itself; nothing where it tells too little. */
  public static Optional<HostRelease> of(Map<String, String> softwareVersion) {
    var brand = softwareVersion.getOrDefault("product_brand", "");
    var product = numbers(softwareVersion.getOrDefault("product_version", ""));
    if (product.isPresent()) {
      return Optional.of(
          new HostRelease(brand.isEmpty() ? "XenServer" : brand, product.get(), false));
    }
    var platform = numbers(softwareVersion.getOrDefault("platform_version", ""));
    return platform.map(
        number ->
            new HostRelease(softwareVersion.getOrDefault("platform_name", "XCP"), number, true));
  }

  /**
   * The release that a person means by {@code 6.2}, {@code XCP-ng 8.3} or {@code xcp-ng-8.2};
   * {@code 8} alone is XenServer 8, whose own number is 8.4.
   */
  public static Optional<HostRelease> named(String text) {
    var parts = NAMED.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    var brand = parts.group(1) == null ? "" : parts.group(1).toLowerCase(Locale.ROOT);
    var number = parts.group(2);
    return switch (brand) {
      case "xcp-ng" -> product("XCP-ng", number);
      case "xcp" -> numbers(number).map(n -> new HostRelease("XCP", n, true));
      case "citrix hypervisor", "citrix-hypervisor" -> product("Citrix Hypervisor", number);
      default -> product("XenServer", number.equals("8") ? "8.4.0" : number);
    };
  }

  private static Optional<HostRelease> product(String brand, String number) {
    return numbers(number).map(n -> new HostRelease(brand, n, false));
  }

  /** XCP 1.x and XenServer 6.x are platform 1.x, 7.0 is platform 2.1 (facts §11). */
  public UdevDialect dialect() {
    return isAtLeast(platform ? 2 : 7, 0) ? UdevDialect.MODERN : UdevDialect.CLASSIC;
  }

  /**
   * Whether its udev SR follows a link to the disk for size and description. That came with sm's
   * change 603 of 2023: before, such a disk was of size 0 (peers, pain 27).
   */
  public boolean resolvesLinks() {
    return platform ? isAtLeast(3, 4) : isAtLeast(8, 3);
  }

  /** Whether its control domain is of the kind that cannot tell disks over 2 TiB apart (old sd). */
  public boolean hasTwoTebibyteLimit() {
    return dialect() == UdevDialect.CLASSIC;
  }

  private boolean isAtLeast(int major, int minor) {
    int seen = version.get(0);
    return seen > major || (seen == major && part(1) >= minor);
  }

  private int part(int index) {
    return index < version.size() ? version.get(index) : 0;
  }

  private static Optional<List<Integer>> numbers(String text) {
    var found = NUMBERS.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    var numbers = new ArrayList<Integer>();
    for (var number : found.group(1).split("\\.", -1)) {
      numbers.add(Integer.valueOf(number));
    }
    return Optional.of(numbers);
  }

  /** {@code XCP-ng 8.2.1}. */
  @Override
  public String toString() {
    return brand
        + " "
        + String.join(".", version.stream().map(String::valueOf).toList())
        + (platform ? " (platform)" : "");
  }
}
