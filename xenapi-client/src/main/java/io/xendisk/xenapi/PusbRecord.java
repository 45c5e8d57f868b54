package io.xendisk.xenapi;

/**
 * A physical USB device, since 7.3 (facts §2.5). A disk is joined to it by {@code
 * sm_config:usb_path} on the same host. Immutable.
 *
 * @param path for example {@code 1-1.2}
 * @param serial what the enclosure says, which in cheap docks is always the same
 * @param description what people read: vendor and product
 * @param passthroughEnabled if true the udev SR of the host cannot be scanned
 */
public record PusbRecord(
    PusbRef ref,
    String uuid,
    HostRef host,
    String path,
    String vendorId,
    String productId,
    String serial,
    String description,
    boolean passthroughEnabled)
    implements XenRecord {
  static PusbRecord read(String ref, Struct struct) {
    return new PusbRecord(
        new PusbRef(ref),
        struct.string("uuid"),
        struct.ref("host", HostRef::new),
        struct.string("path"),
        struct.string("vendor_id"),
        struct.string("product_id"),
        struct.string("serial"),
        struct.string("description"),
        struct.flag("passthrough_enabled", false));
  }
}
