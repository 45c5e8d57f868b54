package io.xendisk.operation;

import io.xendisk.domain.HostId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.DiskExam;
import io.xendisk.domain.host.Fix;
import io.xendisk.domain.host.HostBaseline;
import io.xendisk.domain.host.HostExam;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.LeftoverExam;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.PoolExam;
import io.xendisk.domain.host.PoolSigns;
import io.xendisk.domain.host.Reached;
import io.xendisk.domain.host.Severity;
import io.xendisk.domain.host.VmExam;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.port.Pool;
import io.xendisk.port.PoolHosts.Estate;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything that xendisk relies on in a pool, of all hosts or of one, and mends what is
 * safe to mend. Each thing is found by the code that also acts on it. Thread-safe: holds no state
 * of its own.
 */
public final class DiagnosePool {
  private static final Comparator<Diagnosed> WORST_FIRST =
      Comparator.<Diagnosed, Severity>comparing(found -> found.finding().severity())
          .thenComparing(found -> found.finding().id())
          .thenComparing(found -> found.finding().about());

  private final Surroundings surroundings;
  private final Pool pool;
  private final RepairPool repair;

  public DiagnosePool(Surroundings surroundings, RepairPool repair) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.repair = repair;
  }

  /**
   * Everything that was found, the worst first.
   *
   * @param url where the pool was reached first
   * @param host the one to look at; null for all, and for what is no host's alone
   */
  public HostAnswer<List<Diagnosed>> run(String url, @Nullable String host)
      throws InterruptedException {
    // Notes first, as repair asks for them.
    var noted = host == null ? pool.notedVms() : List.<NotedVm>of();
    var checkup = PoolCheckup.of(surroundings, host);
    var hosts = checkup.estate().hosts();
    if (host != null) {
      switch (FindHost.in(checkup.estate(), host)) {
        case HostAnswer.Not<HostFacts>(var why) -> {
          return new HostAnswer.Not<>(why);
        }
        case HostAnswer.Told<HostFacts>(var facts) -> hosts = List.of(facts);
      }
    }
    var found = new ArrayList<Diagnosed>(PoolExam.of(signs(checkup, hosts, url)));
    for (var each : hosts) {
      if (each.host().live()) {
        var baseline = HostBaseline.of(each.host().id(), checkup.inventory().notes());
        found.addAll(HostExam.of(each, checkup.disksOf(each), baseline));
      }
    }
    found.addAll(ofDisks(checkup, hosts, host == null));
    if (host == null) {
      found.addAll(leftovers(checkup, noted));
    }
    return new HostAnswer.Told<>(worstFirst(found));
  }

  private List<Diagnosed> ofDisks(PoolCheckup checkup, List<HostFacts> hosts, boolean whole) {
    var ids = hosts.stream().map(host -> host.host().id()).collect(Collectors.toSet());
    var disks =
        checkup.disks().stream().filter(disk -> ids.contains(disk.seat().host().id())).toList();
    var small =
        hosts.stream()
            .filter(host -> host.release().filter(HostRelease::hasTwoTebibyteLimit).isPresent())
            .map(host -> host.host().id().uuid())
            .collect(Collectors.toSet());
    var passports = Finder.passports(checkup.inventory());
    var found = new ArrayList<Diagnosed>();
    // A passport is missed in the whole pool, or not at all.
    DiskExam.of(whole ? checkup.disks() : disks, passports, small).stream()
        .filter(each -> whole || isAbout(each, disks))
        .forEach(found::add);
    found.addAll(VmExam.of(pool.hosts().traits(holders(disks).keySet()), disks));
    return found;
  }

  private List<Diagnosed> leftovers(PoolCheckup checkup, List<NotedVm> noted) {
    var hosts = checkup.inventory().hosts();
    return LeftoverExam.of(repair.ruleFor(checkup.disks(), hosts, noted));
  }

  private static boolean isAbout(Diagnosed found, List<Disk> disks) {
    return disks.stream().anyMatch(disk -> found.finding().about().contains(disk.vdi().uuid()));
  }

  /** The VMs that have, or are to have, one of these disks. */
  private static Map<VmId, String> holders(List<Disk> disks) {
    var holders = new LinkedHashMap<VmId, String>();
    disks.stream()
        .flatMap(disk -> disk.attachments().stream())
        .map(Attachment::holder)
        .filter(holder -> !holder.controlDomain())
        .forEach(holder -> holders.put(holder.vm(), holder.name()));
    return holders;
  }

  private PoolSigns signs(PoolCheckup checkup, List<HostFacts> hosts, String url) {
    var reached = new HashMap<HostId, Reached>();
    var ahead = new HashMap<HostId, Duration>();
    for (var host : hosts) {
      if (host.host().live()) {
        surroundings.progress().tell("looking at host " + host.host().name());
        reached.put(host.host().id(), pool.hosts().reach(host));
      }
    }
    for (var host : withMaster(checkup.estate(), hosts)) {
      if (host.live()) {
        ahead(host.id()).ifPresent(by -> ahead.put(host.id(), by));
      }
    }
    return new PoolSigns(
        hosts,
        reached,
        ahead,
        checkup.estate().master(),
        checkup.account(),
        url,
        surroundings.workstation().clock().instant());
  }

  private static List<Host> withMaster(Estate estate, List<HostFacts> hosts) {
    return estate.hosts().stream()
        .filter(host -> hosts.contains(host) || host.host().id().equals(estate.master()))
        .map(HostFacts::host)
        .toList();
  }

  /** Half of the way there and back counts for each; a host may be gone since the look. */
  private Optional<Duration> ahead(HostId host) {
    var clock = surroundings.workstation().clock();
    var before = clock.instant();
    try {
      var there = pool.nowOf(host);
      var after = clock.instant();
      return Optional.of(
          Duration.between(before.plus(Duration.between(before, after).dividedBy(2)), there));
    } catch (PoolException.Rejected e) {
      return Optional.empty();
    }
  }

  /** What became of a fix: {@code failed} is why it was not done, in words, or null. */
  public record Fixed(Fix fix, @Nullable String failed) {}

  /** Mends one thing; that it fails is said, and keeps nothing else from being mended. */
  public Fixed mend(Fix fix) throws InterruptedException {
    try {
      return new Fixed(fix, mended(fix));
    } catch (PoolException.Rejected e) {
      return new Fixed(fix, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable String mended(Fix fix) throws InterruptedException {
    return switch (fix) {
      case Fix.MakeSr(var host) -> {
        pool.hosts().makeSr(host, LinkName.KERNEL);
        yield null;
      }
      case Fix.PlugSr(_, var sr) -> {
        pool.hosts().plug(sr);
        yield null;
      }
      case Fix.Scan(var host, _) ->
          new ScanHost(surroundings).run(host).map(why -> why.message()).orElse(null);
      case Fix.SaveBaseline(var host) -> {
        var disks = PoolCheckup.of(surroundings, host.host().name()).disksOf(host);
        new HostBaselines(surroundings).save(host, disks, List.of(), "");
        yield null;
      }
      case Fix.Repair _ -> {
        var outcome = repair.run(false);
        yield outcome.steps().stream().allMatch(RepairPool.Done::done)
            ? null
            : "somebody works there right now";
      }
      case Fix.CloseFile _ ->
          throw new IllegalArgumentException("files of this workstation are not the pool's");
    };
  }

  /** The fixes of these findings, each once. */
  public static List<Fix> fixesOf(List<Diagnosed> found) {
    return found.stream()
        .flatMap(each -> Optional.ofNullable(each.fix()).stream())
        .distinct()
        .toList();
  }

  public static List<Diagnosed> worstFirst(List<Diagnosed> found) {
    return found.stream().sorted(WORST_FIRST).toList();
  }
}
