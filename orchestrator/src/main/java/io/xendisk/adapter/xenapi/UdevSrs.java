package io.xendisk.adapter.xenapi;

import io.xendisk.domain.SrId;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.UdevSr;
import io.xendisk.xenapi.HostRef;
import io.xendisk.xenapi.PbdRecord;
import io.xendisk.xenapi.SrRecord;
import io.xendisk.xenapi.SrSpec;
import io.xendisk.xenapi.Where;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import java.util.List;
import java.util.Map;

/**
 * The SRs of a host's removable disks. The product's own has {@code type=block} in its sm_config;
 * the one of links by model and serial number has {@code type=xendisk}, so that the product's
 * script does not introduce its own links there (facts §5.2). Immutable.
 */
final class UdevSrs {
  private static final String UDEV = "udev";
  private static final String TYPE = "type";
  private static final String STOCK = "block";
  private static final String OURS = "xendisk";
  private static final String LOCATION = "location";

  private UdevSrs() {}

  /** Those of all hosts. */
  static List<SrRecord> of(XenApi api) {
    return api.find(XenClass.SR, Where.field(TYPE).is(UDEV)).stream()
        .filter(UdevSrs::isRemovable)
        .toList();
  }

  static boolean isRemovable(SrRecord sr) {
    return sr.type().equals(UDEV) && (isStock(sr) || OURS.equals(sr.smConfig().get(TYPE)));
  }

  static boolean isStock(SrRecord sr) {
    return STOCK.equals(sr.smConfig().get(TYPE));
  }

  static UdevSr of(SrRecord sr, PbdRecord pbd) {
    return new UdevSr(
        new SrId(sr.ref().value(), sr.uuid()),
        sr.nameLabel(),
        pbd.ref().value(),
        pbd.currentlyAttached(),
        pbd.deviceConfig().getOrDefault(LOCATION, ""));
  }

  /** As the product itself makes it when it is installed (facts §5.1). */
  static SrSpec spec(HostFacts host, LinkName links) {
    return new SrSpec(
        new HostRef(host.host().id().ref()),
        switch (links) {
          case KERNEL -> "Removable storage";
          case MODEL_AND_SERIAL -> "Removable storage by model and serial number";
        },
        "Physical removable storage",
        UDEV,
        "disk",
        Map.of(LOCATION, links.directory()),
        Map.of(
            TYPE,
            switch (links) {
              case KERNEL -> STOCK;
              case MODEL_AND_SERIAL -> OURS;
            }));
  }
}
