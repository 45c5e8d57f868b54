package io.xendisk.service.page;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.host.HostBaseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bays of a host in the order of their addresses, those that are empty too. Immutable. */
record Rack(Host host, List<Slot> slots) {
  private static final Comparator<String> BY_NUMBERS =
      (left, right) -> Arrays.compare(numbers(left), numbers(right));

  /**
   * A bay, or the place of a disk whose bay is not known.
   *
   * @param bay null where it is not known
   * @param disk null where nothing is in it
   */
  record Slot(@Nullable String bay, @Nullable Disk disk) {}

  Rack {
    slots = List.copyOf(slots);
  }

  /** Every host of a pool that has bays, by its name. */
  static List<Rack> of(PoolView pool) {
    var snapshot = pool.snapshot();
    if (snapshot == null) {
      return List.of();
    }
    var inventory = snapshot.status().inventory();
    return inventory.hosts().stream()
        .sorted(Comparator.comparing(Host::name))
        .map(host -> new Rack(host, slots(host, pool)))
        .toList();
  }

  private static List<Slot> slots(Host host, PoolView pool) {
    var here =
        pool.disks().stream().filter(disk -> disk.seat().host().id().equals(host.id())).toList();
    var slots = new ArrayList<Slot>();
    for (var bay : bays(host, here, pool)) {
      var inside = here.stream().filter(disk -> bay.equals(bay(disk))).toList();
      if (inside.isEmpty()) {
        slots.add(new Slot(bay, null));
      }
      inside.forEach(disk -> slots.add(new Slot(bay, disk)));
    }
    here.stream()
        .filter(disk -> bay(disk) == null)
        .sorted(Comparator.comparing(disk -> disk.seat().device()))
        .forEach(disk -> slots.add(new Slot(null, disk)));
    return slots;
  }

  /**
   * Where a disk is, where one was when the host's rules were set up, and where sets expect one.
   */
  private static TreeSet<String> bays(Host host, List<Disk> here, PoolView pool) {
    var bays = new TreeSet<>(BY_NUMBERS.thenComparing(Comparator.naturalOrder()));
    here.stream().map(Rack::bay).filter(bay -> bay != null).forEach(bays::add);
    var snapshot = pool.snapshot();
    if (snapshot != null) {
      HostBaseline.of(host.id(), snapshot.status().inventory().notes())
          .ifPresent(baseline -> bays.addAll(baseline.bays()));
    }
    pool.rotations().stream()
        .flatMap(view -> view.set().bays().stream())
        .flatMap(bay -> bayOn(host, bay))
        .forEach(bays::add);
    return bays;
  }

  private static Stream<String> bayOn(Host host, String bay) {
    var prefix = host.name() + "/";
    return bay.startsWith(prefix) ? Stream.of(bay.substring(prefix.length())) : Stream.of();
  }

  private static @Nullable String bay(Disk disk) {
    return disk.seat().bay() == null ? null : disk.seat().bay().address();
  }

  private static int[] numbers(String bay) {
    return Stream.of(bay.split(":", -1))
        .mapToInt(part -> part.matches("\\d{1,8}") ? Integer.parseInt(part) : Integer.MAX_VALUE)
        .toArray();
  }
}
