package io.xendisk.adapter.xenapi;

import io.xendisk.domain.HostId;
import io.xendisk.domain.SrId;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.StorageProblem;
import io.xendisk.port.Inventory.Release;
import io.xendisk.xenapi.HostMetricsRecord;
import io.xendisk.xenapi.HostRecord;
import io.xendisk.xenapi.HostRef;
import io.xendisk.xenapi.Look;
import io.xendisk.xenapi.PbdRecord;
import io.xendisk.xenapi.PoolRecord;
import io.xendisk.xenapi.SrRecord;
import io.xendisk.xenapi.SrRef;
import io.xendisk.xenapi.XenClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a pool holds for all its disks: the hosts, and the removable SR of each. The SR is known
 * by its type, its sm_config and the host of its PBD, never by its name, which is localised and may
 * be changed (facts §2.3). Immutable.
 */
final class PoolFrame {
  /** The classes whose every object makes up a frame, beside the removable SRs and their PBDs. */
  static final List<XenClass<?>> CLASSES =
      List.of(XenClass.POOL, XenClass.HOST, XenClass.HOST_METRICS);

  private static final String BOOT_TIME = "boot_time";

  private final @Nullable PoolRecord pool;
  private final HostRecord master;
  private final Map<HostRef, HostRecord> records;
  private final Map<HostRef, Host> hosts;
  private final Map<SrRef, Shelf> shelves;
  private final List<StorageProblem> problems;

  /** A removable SR on its one host; {@code stock} if it is the kind that the product makes. */
  record Shelf(SrId sr, Host host, boolean plugged, boolean stock) {}

  private PoolFrame(
      @Nullable PoolRecord pool,
      HostRecord master,
      Map<HostRef, HostRecord> records,
      Map<HostRef, Host> hosts,
      Map<SrRef, Shelf> shelves,
      List<StorageProblem> problems) {
    this.pool = pool;
    this.master = master;
    this.records = records;
    this.hosts = hosts;
    this.shelves = shelves;
    this.problems = problems;
  }

  static PoolFrame of(Look look) {
    var records = new HashMap<HostRef, HostRecord>();
    var hosts = new HashMap<HostRef, Host>();
    for (var host : look.all(XenClass.HOST)) {
      records.put(host.ref(), host);
      boolean live =
          look.get(XenClass.HOST_METRICS, host.metrics()).map(HostMetricsRecord::live).orElse(true);
      hosts.put(host.ref(), host(host, live));
    }
    var pool = look.all(XenClass.POOL).stream().findFirst();
    var master =
        pool.map(PoolRecord::master)
            .map(records::get)
            .or(() -> records.values().stream().findFirst())
            .orElseThrow(() -> new IllegalStateException("the pool shows no host"));
    var shelves = shelves(look, hosts);
    return new PoolFrame(
        pool.orElse(null), master, records, hosts, shelves, problems(hosts.values(), shelves));
  }

  static Host host(HostRecord host, boolean live) {
    return new Host(
        new HostId(host.ref().value(), host.uuid()),
        host.nameLabel(),
        live,
        host.otherConfig().getOrDefault(BOOT_TIME, ""));
  }

  private static Map<SrRef, Shelf> shelves(Look look, Map<HostRef, Host> hosts) {
    var shelves = new HashMap<SrRef, Shelf>();
    for (var sr : look.all(XenClass.SR)) {
      var pbd = isRemovable(sr) ? pbdOf(look, sr) : Optional.<PbdRecord>empty();
      var host = pbd.map(PbdRecord::host).map(hosts::get);
      if (pbd.isPresent() && host.isPresent()) {
        var id = new SrId(sr.ref().value(), sr.uuid());
        shelves.put(
            sr.ref(),
            new Shelf(id, host.get(), pbd.get().currentlyAttached(), UdevSrs.isStock(sr)));
      }
    }
    return shelves;
  }

  /** The product's own, and the one of links by model and serial number (UdevSrs). */
  private static boolean isRemovable(SrRecord sr) {
    return UdevSrs.isRemovable(sr);
  }

  private static Optional<PbdRecord> pbdOf(Look look, SrRecord sr) {
    return sr.pbds().stream().flatMap(pbd -> look.get(XenClass.PBD, pbd).stream()).findFirst();
  }

  private static List<StorageProblem> problems(Iterable<Host> hosts, Map<SrRef, Shelf> shelves) {
    var problems = new ArrayList<StorageProblem>();
    for (var host : hosts) {
      var own = shelves.values().stream().filter(s -> s.host().equals(host)).toList();
      var stock = own.stream().filter(Shelf::stock).toList();
      if (!host.live()) {
        problems.add(new StorageProblem.HostNotLive(host));
      } else if (own.isEmpty()) {
        problems.add(new StorageProblem.NoRemovableSr(host));
      } else if (stock.size() > 1) {
        problems.add(
            new StorageProblem.SeveralRemovableSrs(host, stock.stream().map(Shelf::sr).toList()));
      } else {
        own.stream()
            .filter(shelf -> !shelf.plugged())
            .forEach(shelf -> problems.add(new StorageProblem.SrNotPlugged(host, shelf.sr())));
      }
    }
    return problems;
  }

  /** The pool's own record: there is one unless the look was cut short. */
  Optional<PoolRecord> pool() {
    return Optional.ofNullable(pool);
  }

  Release release() {
    return new Release(master.apiVersionMajor(), master.apiVersionMinor());
  }

  HostRef master() {
    return master.ref();
  }

  List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  Optional<Host> host(HostRef ref) {
    return Optional.ofNullable(hosts.get(ref));
  }

  Optional<HostRecord> record(HostRef ref) {
    return Optional.ofNullable(records.get(ref));
  }

  Map<SrRef, Shelf> shelves() {
    return shelves;
  }

  List<StorageProblem> problems() {
    return problems;
  }
}
