package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.rotation.Care;
import io.xendisk.domain.rotation.Clock;
import io.xendisk.domain.rotation.Every;
import io.xendisk.domain.rotation.LedgerEntry;
import io.xendisk.domain.rotation.Order;
import io.xendisk.domain.rotation.Period;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Stage;
import io.xendisk.domain.rotation.Swap;
import io.xendisk.domain.rotation.TurnRule;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.domain.tell.Route;
import io.xendisk.domain.tell.TellSettings;
import io.xendisk.domain.tell.Templates;
import io.xendisk.operation.Deed;
import io.xendisk.operation.RotationRun;
import io.xendisk.operation.RotationWish;
import io.xendisk.operation.RunRotation;
import io.xendisk.operation.ShowRotation;
import io.xendisk.operation.Surroundings;
import io.xendisk.operation.TellOfRun;
import io.xendisk.operation.Tellers;
import io.xendisk.port.Delivery;
import io.xendisk.testing.MemoryNotes;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.Where;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import io.xendisk.xenapi.XenRef;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Five disks that are swapped every Friday at six, on the simulated pool with a turned clock, with
 * {@link HandsAtTheRack} and one or several callers of {@code rotation run}. After each tick it
 * looks at the pool with another client's eyes. One class, because what happened and what has to
 * follow from it belong together. Confined to one thread, apart from the callers.
 */
final class RotationYear implements AutoCloseable {
  private static final String ROOT_DISK = "xvda";

  /** So it is for half a minute after a disk was pulled. */
  private static final String UNTIL_COLLECTED = "names a VDI that is gone";

  static final List<String> DISKS = List.of("A", "B", "C", "D", "E");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Clock AT_SIX = new Clock(LocalTime.of(18, 0), BERLIN);

  /** With both changes of clocks in the year after it. */
  private static final Instant BEGIN = Instant.parse("2026-01-05T10:00:00Z");

  private static final Route PEOPLE = Route.ofAll("people");

  static final RotationSet SET =
      new RotationSet(
          "offsite",
          "nas01",
          List.of("xs1/2:0:0:0", "xs1/3:0:0:0"),
          new TurnRule.RoundRobin(DISKS),
          new Swap(
              new Period(new Every(1, Every.Unit.WEEK), Period.ANY, DayOfWeek.FRIDAY, null),
              AT_SIX,
              List.of(),
              null,
              Duration.ZERO),
          new Care(
              Duration.ofDays(2),
              0,
              Care.UnknownDisk.WARN,
              Care.WrongTurn.REFUSE,
              Care.OnlyCopy.RELEASE,
              Duration.ofSeconds(5)));

  private final RehearsalStage stage;
  private final Diary diary;
  private final List<XenApi> sessions = new ArrayList<>();
  private final XenApi plain;
  private final XenRef vm;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final RandomGenerator chance;
  private final HandsAtTheRack hands;
  private final Map<String, Set<LocalDate>> overdueDays = new TreeMap<>();
  private final Map<String, List<LocalDate>> overdueTold = new TreeMap<>();
  private final List<String> deeds = new ArrayList<>();
  private final Map<NewsKind, Integer> told = new TreeMap<>();
  private Map<String, LedgerEntry> ledger = Map.of();
  private Instant moment;
  private int ticks;
  private int runs;

  RotationYear(String as, long seed, int callers, int mishaps) throws InterruptedException {
    this.chance = new Random(seed);
    // What the product rolls is no matter of the play: else another look would be another year.
    var wings =
        new RehearsalStage.Wings(
            Wiring.world().workstation(), new Random(~seed), pool -> pool.standingClock(BEGIN));
    this.stage = RehearsalStage.start(wings, SET);
    this.diary = new Diary(as, stage.pool().clock());
    this.hands = new HandsAtTheRack(stage, chance, diary, mishaps);
    this.moment = now();
    this.plain = stage.login();
    this.vm = plain.find(XenClass.VM, Where.nameLabel(SET.vm())).getFirst().ref();
    for (int i = 0; i < callers; i++) {
      sessions.add(stage.login());
    }
  }

  /** So many days, with a tick at each moment at which a turn begins, and twenty others a day. */
  void play(int days) throws Exception {
    var end = moment.plus(Duration.ofDays(days));
    while (moment.isBefore(end)) {
      var due = SET.swap().next(moment).orElseThrow();
      var some = moment.plusSeconds(1 + chance.nextInt(2 * 86_400 / 20));
      playAt(some.isBefore(due) ? some : due);
    }
  }

  /** Some hours with a swap in the middle, and a tick every five minutes, as cron makes them. */
  void playFriday(int hours) throws Exception {
    var start = SET.swap().next(now()).orElseThrow().minus(Duration.ofHours(hours).dividedBy(2));
    for (int i = 0; i < hours * 12; i++) {
      playAt(start.plus(Duration.ofMinutes(5).multipliedBy(i)));
    }
  }

  /** Whoever waited longer last time comes late, and the one after is in time again. */
  private void playAt(Instant next) throws Exception {
    moment = next;
    if (now().isBefore(next)) {
      stage.pass(Duration.between(now(), next));
    }
    hands.act(expected());
    tick();
  }

  private Instant now() {
    return stage.pool().clock().instant();
  }

  private Set<String> expected() {
    var names = new TreeSet<String>();
    ledger.forEach(
        (name, entry) -> {
          if (entry.stage() == Stage.EXPECTED || entry.stage() == Stage.OVERDUE) {
            names.add(name);
          }
        });
    return names;
  }

  private void tick() throws Exception {
    ticks++;
    var running = new ArrayList<Future<RotationRun>>();
    for (var session : sessions) {
      Callable<RotationRun> work = () -> run(session);
      running.add(callers.submit(work));
    }
    boolean asks = false;
    var before = ledger;
    for (var run : running) {
      var ran = ended(run, running);
      saw(ran);
      asks |=
          Objects.requireNonNull(ran.scene()).strangers().stream().anyMatch(Scene.Stranger::isHeld);
    }
    hands.asksForRestart(asks);
    runs += running.size();
    if (running.size() > 1) {
      settled();
    }
    if (hands.haveActed() || !ledger.equals(before)) {
      stage.pass(Duration.ZERO); // the control domain lets go of what was read
      look();
    }
  }

  /** Who waits for a guest, waits by the pool's clock: it is turned when nothing else goes on. */
  private RotationRun ended(Future<RotationRun> run, List<Future<RotationRun>> all)
      throws Exception {
    while (true) {
      try {
        return run.get(10, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        int waiters = stage.pool().clock().waiters();
        if (waiters > 0 && waiters >= all.stream().filter(each -> !each.isDone()).count()) {
          stage.pass(Duration.ofSeconds(1));
        }
      }
    }
  }

  private void look() {
    assertThat(stage.pool().violations())
        .filteredOn(violation -> !hands.hasJustPulled() || !violation.endsWith(UNTIL_COLLECTED))
        .as(diary::toString)
        .isEmpty();
    var vbds = vbds();
    if (!hands.vmRuns()) {
      hands.has(null, !vbds.isEmpty());
      return;
    }
    var inside =
        vbds.stream().filter(VbdRecord::currentlyAttached).map(this::disk).distinct().toList();
    assertThat(inside).as(() -> "one writer: " + diary).hasSizeLessThan(2);
    hands.has(inside.isEmpty() ? null : inside.getFirst(), false);
  }

  private RotationRun run(XenApi session) throws InterruptedException {
    var surroundings = stage.surroundings(session);
    var run =
        new RunRotation(surroundings, _ -> false, Map.of(SET.name(), SET))
            .run(
                new RotationWish(
                    SET.name(),
                    new Order.Scheduled(),
                    _ -> BootSettings.DEFAULT,
                    Duration.ofMinutes(1)));
    tell(surroundings, run);
    return run;
  }

  private void tell(Surroundings surroundings, RotationRun run) {
    var tellers =
        new Tellers(
            new TellSettings(BERLIN, List.of(PEOPLE)),
            Templates.BUILT_IN,
            Map.of(
                PEOPLE.name(),
                (message, _) -> {
                  diary.note("people are told: " + message.news().text());
                  heard(message.news().kind(), message.news().disk());
                  return new Delivery.Done();
                }),
            new MemoryNotes());
    assertThat(new TellOfRun(surroundings, tellers).tell(run).trouble()).isEmpty();
  }

  private synchronized void heard(NewsKind kind, io.xendisk.domain.tell.@Nullable Subject disk) {
    told.merge(kind, 1, Integer::sum);
    if (kind == NewsKind.DISK_OVERDUE) {
      overdueTold
          .computeIfAbsent(Objects.requireNonNull(disk).name(), _ -> new ArrayList<>())
          .add(AT_SIX.dayOf(now()));
    }
  }

  private void saw(RotationRun run) {
    var decided = Objects.requireNonNull(run.decided(), () -> run.why() + ": " + diary);
    note(entries(decided.members()));
    for (Scene.Member member : decided.members()) {
      if (Objects.requireNonNull(member.entry()).stage() == Stage.OVERDUE) {
        overdueDays.computeIfAbsent(member.name(), _ -> new HashSet<>()).add(today(run));
      }
    }
    for (var deed : run.deeds()) {
      var name = deed.disk().enrolledNames().getFirst();
      switch (deed) {
        case Deed.Attached attached ->
            assertThat(attached.outOfTurn()).as(() -> "its turn: " + diary).isFalse();
        case Deed.Released _ ->
            assertThat(hands.isDirty(name)).as(() -> name + " is clean: " + diary).isFalse();
      }
      diary.note("%s %s".formatted(deed.getClass().getSimpleName(), name));
      deeds.add("%06d %s %s".formatted(ticks, deed.getClass().getSimpleName(), name));
    }
  }

  /** One of several may have looked before the others were done. */
  private void settled() throws InterruptedException {
    var show = new ShowRotation(stage.surroundings(plain), Map.of(SET.name(), SET));
    if (show.run(SET.name()) instanceof ShowRotation.Shown.One(var view)) {
      note(entries(view.decided().members()));
    }
  }

  private void note(Map<String, LedgerEntry> entries) {
    entries.forEach(
        (name, entry) -> {
          var before = ledger.get(name);
          if (before == null || before.stage() != entry.stage()) {
            diary.note("%s is %s %s".formatted(name, entry.stage().word(), entry.note()));
          }
        });
    ledger = entries;
  }

  /** The day by the pool's clock when it looked: who waited for another may come to the next. */
  private static LocalDate today(RotationRun run) {
    return AT_SIX.dayOf(Objects.requireNonNull(run.scene()).now());
  }

  private static Map<String, LedgerEntry> entries(List<Scene.Member> members) {
    var entries = new HashMap<String, LedgerEntry>();
    members.forEach(member -> entries.put(member.name(), Objects.requireNonNull(member.entry())));
    return entries;
  }

  /** What the VM has, by the letters of the rack: nothing that xendisk says counts here. */
  private List<VbdRecord> vbds() {
    return plain
        .find(XenClass.VBD, Where.allOf(Where.field("VM").is(vm), Where.field("type").is("Disk")))
        .stream()
        .filter(vbd -> !vbd.device().equals(ROOT_DISK))
        .toList();
  }

  private String disk(VbdRecord vbd) {
    var location = plain.get(XenClass.VDI, vbd.vdi()).orElseThrow().location();
    return stage.diskAt(location.substring(location.lastIndexOf('/') + 1)).orElseThrow();
  }

  /** What has to be so at the end. */
  void assertTrue() throws Exception {
    for (int i = 0; i < 3; i++) {
      hands.settle();
      tick();
    }
    overdueDays.forEach(
        (disk, days) ->
            assertThat(overdueTold.getOrDefault(disk, List.of()))
                .as(() -> disk + " is told once on each day that it is overdue: " + diary)
                .containsExactlyElementsOf(new TreeSet<>(days)));
    assertThat(overdueTold.keySet()).as(diary::toString).isEqualTo(overdueDays.keySet());
    ledger.forEach(
        (disk, entry) ->
            assertThat(hands.fits(disk, entry))
                .as(() -> "%s is %s: %s".formatted(disk, entry, diary))
                .isTrue());
  }

  /** At which tick each disk came and went, in no order within one. */
  List<String> deeds() {
    return deeds.stream().sorted().toList();
  }

  Map<NewsKind, Integer> told() {
    return new TreeMap<>(told);
  }

  int runs() {
    return runs;
  }

  @Override
  public void close() {
    callers.close();
    sessions.forEach(XenApi::close);
    plain.close();
    stage.close();
  }
}
