package io.xendisk.service;

import io.xendisk.port.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All pools of one service, from its start to its end. Thread-safe. */
public final class Service implements AutoCloseable {
  private final ChangeFeed feed;
  private final List<PoolKeeper> keepers;

  private final Machine machine;

  private Service(ChangeFeed feed, List<PoolKeeper> keepers, Machine machine) {
    this.machine = machine;
    this.feed = feed;
    this.keepers = List.copyOf(keepers);
  }

  /** Begins to keep these pools. */
  public static Service start(List<PoolSource> sources, Keeping keeping, Machine machine) {
    var feed = new ChangeFeed(machine.clock());
    var service =
        new Service(
            feed,
            sources.stream()
                .map(
                    source ->
                        new PoolKeeper(
                            source, new PoolDesk(source, feed, keeping, machine.clock()), machine))
                .toList(),
            machine);
    keeping.onChange(pool -> service.desk(pool).ifPresent(PoolDesk::isKeptOtherwise));
    service.keepers.forEach(PoolKeeper::start);
    return service;
  }

  public List<PoolDesk> desks() {
    return keepers.stream().map(PoolKeeper::desk).toList();
  }

  public Optional<PoolDesk> desk(String pool) {
    return desks().stream().filter(desk -> desk.name().equals(pool)).findFirst();
  }

  public ChangeFeed feed() {
    return feed;
  }

  /** Waits until every pool was tried once, or for so long at most. */
  public void awaitFirstTry(Duration atMost) throws InterruptedException {
    var deadline = Deadline.in(atMost, machine.ticker());
    for (var desk : desks()) {
      desk.awaitFirstTry(deadline.left());
    }
  }

  /** Ends what is under way in all pools side by side, and their sessions. */
  @Override
  public void close() {
    var ends = new ArrayList<Thread>();
    for (var keeper : keepers) {
      ends.add(Thread.ofVirtual().name("end").start(keeper::stop));
    }
    for (var end : ends) {
      try {
        end.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
