package io.xendisk.port;

/**
 * A key of xendisk's in the {@code other_config} of an object of the pool, or an operation on a VM
 * that xendisk forbids. Immutable.
 *
 * @param kind its class in XenAPI, such as {@code VDI}
 * @param name what people call the object; empty where it has no name
 */
public record PoolNote(String kind, String ref, String uuid, String name, String key) {
  /** The kind of one that forbids an operation: its key is that operation. */
  public static final String BLOCK = "VM blocked_operations";

  /** What every key of xendisk's begins with. */
  public static final String PREFIX = "xendisk:";
}
