package io.xendisk.domain.host;

/** A USB device of a host that is given to a VM as a whole (facts §5.4). Immutable. */
public record UsbDevice(String uuid, String path, String description, String serial) {
  /** {@code SanDisk Ultra at USB path 1-2 (PUSB 1f...)}. */
  public String fullName() {
    return "%s at USB path %s (PUSB %s)"
        .formatted(description.isBlank() ? "a device" : description, path, uuid);
  }
}
