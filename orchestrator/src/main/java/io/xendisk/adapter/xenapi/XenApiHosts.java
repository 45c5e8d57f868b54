package io.xendisk.adapter.xenapi;

import io.xendisk.domain.HostId;
import io.xendisk.domain.SrId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.host.Account;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.Reached;
import io.xendisk.domain.host.UdevSr;
import io.xendisk.domain.host.UsbDevice;
import io.xendisk.domain.host.VmTraits;
import io.xendisk.port.PoolHosts;
import io.xendisk.xenapi.HostMetricsRecord;
import io.xendisk.xenapi.HostRecord;
import io.xendisk.xenapi.HostRef;
import io.xendisk.xenapi.Look;
import io.xendisk.xenapi.PbdRecord;
import io.xendisk.xenapi.PbdRef;
import io.xendisk.xenapi.PoolRecord;
import io.xendisk.xenapi.PusbRecord;
import io.xendisk.xenapi.SrRecord;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.VmRef;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The hosts of a pool over XenAPI. Thread-safe. */
final class XenApiHosts implements PoolHosts {
  private static final String DEVICE = "device";

  /** All storage: what a host's own disks are used for stands in the PBDs of its other SRs. */
  private static final List<XenClass<?>> CLASSES =
      Stream.concat(PoolFrame.CLASSES.stream(), Stream.of(XenClass.SR, XenClass.PBD)).toList();

  /** PUSBs are there since 7.3, which speaks 2.8 (facts §11). */
  private static final long USB_MAJOR = 2;

  private static final long USB_MINOR = 8;

  private final XenApi api;

  XenApiHosts(XenApi api) {
    this.api = api;
  }

  @Override
  public Estate estate() {
    var look = api.look(List.of(), CLASSES);
    var records = look.all(XenClass.HOST);
    var master =
        look.all(XenClass.POOL).stream()
            .findFirst()
            .map(PoolRecord::master)
            .orElseThrow(() -> new IllegalStateException("the pool shows no record of itself"));
    var usb = usb(records, master);
    var hosts =
        records.stream()
            .map(host -> facts(host, look, usb))
            .sorted(Comparator.comparing(host -> host.host().name()))
            .toList();
    var uuid = look.get(XenClass.HOST, master).map(HostRecord::uuid).orElse("");
    return new Estate(new HostId(master.value(), uuid), hosts);
  }

  private List<PusbRecord> usb(List<HostRecord> hosts, HostRef master) {
    boolean known =
        hosts.stream()
            .filter(host -> host.ref().equals(master))
            .anyMatch(
                host ->
                    host.apiVersionMajor() > USB_MAJOR
                        || (host.apiVersionMajor() == USB_MAJOR
                            && host.apiVersionMinor() >= USB_MINOR));
    return known ? api.all(XenClass.PUSB) : List.of();
  }

  private static HostFacts facts(HostRecord host, Look look, List<PusbRecord> usb) {
    boolean live =
        look.get(XenClass.HOST_METRICS, host.metrics()).map(HostMetricsRecord::live).orElse(true);
    return new HostFacts(
        PoolFrame.host(host, live),
        host.address(),
        host.apiVersionMajor() + "." + host.apiVersionMinor(),
        host.softwareVersion(),
        srs(host, look),
        usb.stream()
            .filter(device -> device.host().equals(host.ref()) && device.passthroughEnabled())
            .map(
                device ->
                    new UsbDevice(
                        device.uuid(), device.path(), device.description(), device.serial()))
            .toList(),
        ownDevices(host, look));
  }

  private static List<UdevSr> srs(HostRecord host, Look look) {
    var srs = new ArrayList<UdevSr>();
    for (var sr : look.all(XenClass.SR)) {
      if (UdevSrs.isRemovable(sr)) {
        pbd(host, sr, look).ifPresent(pbd -> srs.add(UdevSrs.of(sr, pbd)));
      }
    }
    srs.sort(Comparator.comparing(sr -> sr.id().uuid()));
    return srs;
  }

  private static Optional<PbdRecord> pbd(HostRecord host, SrRecord sr, Look look) {
    return sr.pbds().stream()
        .flatMap(pbd -> look.get(XenClass.PBD, pbd).stream())
        .filter(pbd -> pbd.host().equals(host.ref()))
        .findFirst();
  }

  private static Set<String> ownDevices(HostRecord host, Look look) {
    var devices = new HashSet<String>();
    for (var sr : look.all(XenClass.SR)) {
      if (!sr.shared() && !UdevSrs.isRemovable(sr)) {
        pbd(host, sr, look).map(pbd -> pbd.deviceConfig().get(DEVICE)).ifPresent(devices::add);
      }
    }
    return devices;
  }

  @Override
  public Account account() {
    var account = api.account();
    return new Account(
        account.user().isEmpty() ? "root" : account.user(),
        account.localSuperuser(),
        account.permissions());
  }

  @Override
  public Reached reach(HostFacts host) {
    var record = api.get(XenClass.HOST, new HostRef(host.host().id().ref()));
    if (record.isEmpty()) {
      return new Reached(host.address(), "the pool does not know it any more", false, null);
    }
    var reach = api.reach(record.get());
    return new Reached(
        reach.url().toString(), reach.problem(), reach.untrusted(), reach.certificateEnds());
  }

  @Override
  public List<VmTraits> traits(Collection<VmId> vms) {
    var traits = new ArrayList<VmTraits>();
    for (var id : vms) {
      api.get(XenClass.VM, new VmRef(id.ref())).map(XenApiHosts::traits).ifPresent(traits::add);
    }
    return traits;
  }

  private static VmTraits traits(VmRecord vm) {
    return new VmTraits(
        new VmId(vm.ref().value(), vm.uuid()),
        vm.nameLabel(),
        vm.tags(),
        vm.otherConfig(),
        vm.snapshotScheduled(),
        !vm.haRestartPriority().isEmpty());
  }

  @Override
  public SrId makeSr(HostFacts host, LinkName links) {
    var made = api.createSr(UdevSrs.spec(host, links));
    return new SrId(made.value(), api.get(XenClass.SR, made).map(SrRecord::uuid).orElse(""));
  }

  @Override
  public void plug(UdevSr sr) {
    api.plug(new PbdRef(sr.pbd()));
  }
}
