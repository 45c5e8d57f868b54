package io.xendisk.domain.host;

/**
 * The language that the udev of a control domain speaks. XenServer 5.x and 6.x and XCP 1.x have the
 * one of CentOS 5 (udev 095): {@code BUS} and {@code ID} ask for what later releases call {@code
 * SUBSYSTEMS} and {@code KERNELS}, and there are neither builtins nor {@code DEVTYPE}. From 7.0 on
 * it is that of CentOS 7 (systemd 219).
 */
public enum UdevDialect {
  CLASSIC("XenServer 5.x and 6.x, XCP 1.x"),
  MODERN("XenServer 7.x and 8, Citrix Hypervisor 8.x, XCP-ng");

  private final String products;

  UdevDialect(String products) {
    this.products = products;
  }

  /** The products that speak it, for a person. */
  public String products() {
    return products;
  }
}
