package io.xendisk;

import io.xendisk.domain.rotation.LedgerEntry;
import io.xendisk.domain.rotation.Stage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What people, a guest and a host do while disks take turns, and where each disk is in truth. They
 * are late, push in a wrong disk, pull one too early; the guest dies with a mounted disk; the host
 * restarts with other letters. What they do depends on the truth and on chance, and on what xendisk
 * says only where people go by that. Confined to one thread.
 */
final class HandsAtTheRack {
  /** Where a disk really is. */
  private enum Place {
    AWAY,
    BAY,
    WITH_VM,
    /** The VM had it a while ago; nobody has pulled it. */
    OUT
  }

  private final RehearsalStage stage;
  private final RandomGenerator chance;
  private final Diary diary;
  private final int mishaps;
  private final Map<String, Place> places = new TreeMap<>();
  private final Set<String> dirty = new HashSet<>();

  /** In a bay since before the host restarted: its record is of then (facts §5.8). */
  private final Set<String> unseen = new HashSet<>();

  private boolean mounted;
  private boolean vmRuns = true;
  private boolean askedToRestart;
  private boolean justPulled;
  private boolean acted;

  /** {@code mishaps} is how many times as often things go wrong as in a real year. */
  HandsAtTheRack(RehearsalStage stage, RandomGenerator chance, Diary diary, int mishaps) {
    this.stage = stage;
    this.mishaps = mishaps;
    this.chance = chance;
    this.diary = diary;
    RotationYear.DISKS.forEach(disk -> places.put(disk, Place.AWAY));
  }

  /** A little; {@code expected} are those that people were told to bring. */
  void act(Set<String> expected) throws InterruptedException {
    acted = false;
    justPulled = false;
    guest();
    for (var disk : RotationYear.DISKS) {
      switch (place(disk)) {
        case OUT -> happens(12, () -> pull(disk));
        case BAY -> happens(80, () -> pull(disk));
        case WITH_VM -> happens(700 / mishaps, () -> pull(disk));
        case AWAY -> {
          boolean room = places.values().stream().filter(place -> place != Place.AWAY).count() < 2;
          boolean itsTurn = expected.contains(disk);
          if (room) {
            happens(itsTurn ? 15 : 700 / mishaps, () -> push(disk));
          }
        }
      }
    }
    happens(900 / mishaps, this::reboot);
  }

  private interface Act {
    void play() throws InterruptedException;
  }

  private void happens(int oneOf, Act what) throws InterruptedException {
    if (chance.nextInt(oneOf) == 0) {
      acted = true;
      what.play();
    }
  }

  private void guest() throws InterruptedException {
    if (!vmRuns) {
      happens(4, this::start);
      return;
    }
    if (askedToRestart) {
      happens(10, this::restart);
    }
    var device = device();
    if (device == null) {
      return;
    }
    var guest = stage.pool().guest(RotationYear.SET.vm());
    if (mounted) {
      happens(
          400 / mishaps,
          () -> {
            diary.note("the guest crashes with " + withVm() + " mounted");
            dirty.add(withVm());
            guest.crash();
            mounted = false;
            vmRuns = false;
          });
      if (vmRuns) {
        guest.umount(device); // whatever had been left of an earlier death is mended with that
        dirty.remove(withVm());
        mounted = false;
      }
    } else if (chance.nextInt(6) == 0) {
      guest.mount(device);
      mounted = true;
    }
  }

  private void restart() throws InterruptedException {
    diary.note("somebody restarts the VM");
    if (mounted) {
      dirty.add(withVm());
    }
    mounted = false;
    stage.restart(RotationYear.SET.vm());
  }

  /** The disk's device in the guest: the root disk has the first. */
  private @Nullable String device() {
    return places.containsValue(Place.WITH_VM)
        ? stage.pool().guest(RotationYear.SET.vm()).devices().keySet().stream()
            .filter(name -> !name.equals("xvda"))
            .max(String::compareTo)
            .orElse(null)
        : null;
  }

  private void push(String disk) {
    diary.note("somebody pushes in " + disk);
    stage.push(disk, stage.freeBay().orElseThrow());
    places.put(disk, Place.BAY);
    dirty.remove(disk); // whoever brings it has looked at it
  }

  private void pull(String disk) {
    diary.note("somebody pulls %s, which is %s".formatted(disk, place(disk)));
    boolean vmHadIt = place(disk) == Place.WITH_VM || !vmRuns; // or a record of it, after a restart
    stage.pull(disk);
    places.put(disk, Place.AWAY);
    unseen.remove(disk);
    if (vmHadIt) {
      justPulled = true;
      mounted = false;
      if (chance.nextBoolean()) {
        stage.pass(Duration.ofMinutes(2)); // nobody looks while the host's own trace of it lasts
      }
    }
  }

  private void reboot() {
    diary.note("the host restarts with other letters");
    if (mounted) {
      dirty.add(withVm());
    }
    mounted = false;
    vmRuns = false;
    stage.reboot();
    places.forEach(
        (disk, place) -> {
          if (place != Place.AWAY) {
            unseen.add(disk);
          }
        });
  }

  private String withVm() {
    return places.entrySet().stream()
        .filter(entry -> entry.getValue() == Place.WITH_VM)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Somebody looked at which disk the VM has, or will have when it runs again. */
  void has(@Nullable String disk, boolean waits) {
    places.replaceAll(
        (name, place) ->
            name.equals(disk)
                ? Place.WITH_VM
                : place == Place.WITH_VM && !waits ? Place.OUT : place);
  }

  /** Whether anything was done that changes where disks are. */
  boolean haveActed() {
    return acted;
  }

  void asksForRestart(boolean asks) {
    askedToRestart = asks;
  }

  /** In the end everybody does what they were asked for. */
  void settle() throws InterruptedException {
    acted = true;
    if (!vmRuns) {
      start();
    } else if (askedToRestart) {
      restart();
    }
  }

  /** Whether a disk was pulled a moment ago that the VM had. */
  boolean hasJustPulled() {
    return justPulled;
  }

  boolean vmRuns() {
    return vmRuns;
  }

  void start() throws InterruptedException {
    diary.note("somebody starts the VM");
    stage.start(RotationYear.SET.vm());
    vmRuns = true;
  }

  boolean isMounted() {
    return mounted;
  }

  /** Whether it was not cleanly unmounted since somebody looked at it. */
  boolean isDirty(String disk) {
    return dirty.contains(disk);
  }

  /** Whether the ledger says what is so. */
  boolean fits(String disk, LedgerEntry entry) {
    var stage = entry.stage();
    boolean stageFits =
        switch (place(disk)) {
          case AWAY -> stage.isOut();
          case BAY, OUT ->
              List.of(Stage.PRESENT, Stage.QUARANTINED, Stage.RELEASED).contains(stage);
          case WITH_VM -> List.of(Stage.ATTACHED, Stage.RELEASING).contains(stage);
        };
    return (stageFits || unseen.contains(disk)) && !(isDirty(disk) && entry.hasGoodCopy());
  }

  private Place place(String disk) {
    return java.util.Objects.requireNonNull(places.get(disk));
  }
}
