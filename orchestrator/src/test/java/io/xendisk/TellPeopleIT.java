package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.adapter.xenapi.XenApiPool;
import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.domain.tell.Route;
import io.xendisk.domain.tell.Severity;
import io.xendisk.domain.tell.TellSettings;
import io.xendisk.domain.tell.Templates;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.operation.Surroundings;
import io.xendisk.operation.TellPeople;
import io.xendisk.operation.Tellers;
import io.xendisk.operation.Telling;
import io.xendisk.port.Delivery;
import io.xendisk.port.Workstation;
import io.xendisk.testing.Heard;
import io.xendisk.testing.MemoryNotes;
import io.xendisk.testing.TurnedTime;
import io.xendisk.xenapi.ClientOptions;
import io.xendisk.xenapi.Secret;
import io.xendisk.xenapi.XenApi;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what and when, with what was told kept in a pool. */
class TellPeopleIT {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String UUID_OF_NOBODY = "00000000-0000-4000-8000-000000000000";
  private static final Duration CRON = Duration.ofMinutes(5);

  private final TurnedTime time = new TurnedTime();
  private final Heard operators = new Heard();
  private final Heard store = new Heard();
  private final MemoryNotes here = new MemoryNotes();
  private final Random random = new Random(1);
  private SimulatedPool pool;
  private XenApiPool session;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.of("nas").standingClock().start();
    session = login(pool.user(), pool.password());
  }

  @AfterEach
  void stopPool() {
    session.close();
    pool.close();
  }

  @Test
  void tellsAnOverdueDiskOnceThoughItIsSaidEveryFiveMinutesOfADay() {
    turnTo(LocalTime.of(0, 1));

    for (int run = 0; run < 287; run++) {
      tell(settings(Route.ofAll("operators")), overdue("BACKUP-02"));
      turn(CRON);
    }

    assertThat(operators.subjects()).containsExactly("xendisk: BACKUP-02 is overdue");
    turn(CRON);
    tell(settings(Route.ofAll("operators")), overdue("BACKUP-02"));
    assertThat(operators.subjects()).as("once more on the next day").hasSize(2);
  }

  @Test
  void makesNoCallWhereThereIsNothingNew() {
    tell(settings(Route.ofAll("operators")), overdue("BACKUP-02"));
    var notes = session.notes();
    pool.calls().clear();

    new TellPeople(surroundings(session), tellers(settings(Route.ofAll("operators"))))
        .tell(List.of(), Map.of());
    var calls = pool.calls().count();
    new TellPeople(surroundings(session), tellers(settings(Route.ofAll("operators"))))
        .tell(List.of(overdue("BACKUP-02")), notes);

    assertThat(calls).isZero();
    assertThat(pool.calls().list())
        .extracting(call -> call.method())
        .containsExactly("host.get_servertime");
  }

  @Test
  void oneOfThreeWhoAreAboutToSayTheSameTellsIt() throws InterruptedException {
    var settings = settings(Route.ofAll("operators"));

    var callers =
        Stream.generate(() -> Thread.ofVirtual().start(() -> tellBySession(settings)))
            .limit(3)
            .toList();
    for (var caller : callers) {
      caller.join();
    }

    assertThat(operators.messages()).hasSize(1);
    assertThat(pending()).isEmpty();
  }

  @Test
  void whatHappenedAtAMomentIsToldOnceForThatMoment() {
    var settings = settings(Route.ofAll("operators"));
    var pulled = safeToPull("BACKUP-01");

    tell(settings, pulled);
    turn(CRON);
    tell(settings, pulled, safeToPull("BACKUP-01"));

    assertThat(operators.subjects())
        .containsExactly(
            "xendisk: BACKUP-01 is SAFE TO PULL", "xendisk: BACKUP-01 is SAFE TO PULL");
    turn(Duration.ofDays(5));
    tell(settings, pulled);
    assertThat(operators.messages()).as("it is no news after five days").hasSize(2);
  }

  @Test
  void eachRouteTellsWhatItsPeopleWant() {
    var settings =
        settings(
            new Route("operators", Severity.WARNING, Set.of(), null),
            new Route("store", Severity.INFO, Set.of(NewsKind.SAFE_TO_PULL), null));

    tell(settings, overdue("BACKUP-02"), safeToPull("BACKUP-01"), due("BACKUP-03"));

    assertThat(operators.subjects()).containsExactly("xendisk: BACKUP-02 is overdue");
    assertThat(store.subjects()).containsExactly("xendisk: BACKUP-01 is SAFE TO PULL");
    assertThat(told()).as("what nobody wants is not kept").hasSize(2);
  }

  @Test
  void whatCouldNotBeToldIsToldLaterByWhoeverComesNext() {
    var settings = settings(Route.ofAll("operators"), Route.ofAll("store"));
    operators.answers(new Delivery.Failed("connection refused"));

    var news = overdue("BACKUP-02");
    var first = tell(settings, news);
    turn(CRON);
    var second = tell(settings);
    operators.answers(new Delivery.Done());
    turn(CRON);
    var tooEarly = tell(settings);
    turn(CRON);
    var third = tell(settings);

    assertThat(first.trouble()).singleElement().asString().contains("connection refused");
    assertThat(second.trouble()).singleElement().asString().contains("operators");
    assertThat(tooEarly).isEqualTo(Telling.NOTHING);
    assertThat(third.told()).containsExactly("operators: disk-overdue");
    assertThat(operators.subjects()).containsExactly("xendisk: BACKUP-02 is overdue");
    assertThat(operators.messages().getFirst().news()).isEqualTo(news);
    assertThat(store.messages()).as("who was told is not told again").hasSize(1);
    assertThat(pending()).isEmpty();
  }

  @Test
  void newsIsGivenUpAfterADayOfTrying() {
    var settings = settings(Route.ofAll("operators"));
    operators.answers(new Delivery.Failed("connection refused"));
    tell(settings, safeToPull("BACKUP-01"));
    int tried = 0;

    var last = Telling.NOTHING;
    for (int run = 0; run < 26 * 4; run++) {
      turn(CRON.multipliedBy(3));
      var now = tell(settings);
      tried += now.trouble().isEmpty() ? 0 : 1;
      last = now.trouble().isEmpty() ? last : now;
    }

    assertThat(last.trouble()).singleElement().asString().contains("given up after a day");
    assertThat(tried).as("in growing pauses").isLessThan(32);
    assertThat(pending()).isEmpty();
  }

  /** As after a kill between the two notes: the news is there, and nobody's. */
  @Test
  void newsOfSomebodyWhoWasKilledIsToldByTheNext() {
    var settings = settings(Route.ofAll("operators"));
    pool.faults().after(1).error("pool.add_to_other_config", 1, List.of("INTERNAL_ERROR", "gone"));
    operators.answers(new Delivery.Failed("the process is killed"));
    tell(settings, overdue("BACKUP-02"));
    here.all().keySet().forEach(here::remove);
    operators.answers(new Delivery.Done());

    turn(CRON);
    tell(settings, overdue("BACKUP-02"));

    assertThat(operators.messages()).hasSize(1);
    turn(CRON);
    tell(settings, overdue("BACKUP-02"));
    assertThat(operators.messages()).hasSize(1);
    assertThat(pending()).isEmpty();
  }

  @Test
  void aDigestGathersTheDayAndComesOnce() {
    var settings =
        settings(
            Route.ofAll("operators"),
            new Route("store", Severity.WARNING, Set.of(), LocalTime.of(7, 0)));
    turnTo(LocalTime.of(6, 0));

    for (int run = 0; run < 3 * 48; run++) {
      tell(settings, overdue("BACKUP-02"), due("BACKUP-03"));
      turn(CRON.multipliedBy(6));
    }

    assertThat(store.messages()).hasSize(3);
    assertThat(store.messages().getFirst().body())
        .contains("disk-overdue: BACKUP-02")
        .doesNotContain("BACKUP-03")
        .hasLineCount(1);
    assertThat(operators.messages()).as("both disks, on four days").hasSize(8);
  }

  @Test
  void aDayWithoutNewsHasNoDigest() {
    var settings = settings(new Route("store", Severity.WARNING, Set.of(), LocalTime.of(7, 0)));

    tell(settings, due("BACKUP-03"));
    turn(Duration.ofDays(1));
    tell(settings, due("BACKUP-03"));

    assertThat(store.messages()).isEmpty();
    assertThat(told()).isEmpty();
  }

  /** At 02:30 clocks go from 2 to 3 on the one day, and from 3 to 2 on the other. */
  @ParameterizedTest
  @CsvSource({"2027-03-27T12:00", "2027-10-30T12:00"})
  void theDigestComesOnceOnADayOfAClockChange(String start) {
    var settings = settings(new Route("store", Severity.INFO, Set.of(), LocalTime.of(2, 30)));
    turnTo(ZonedDateTime.parse(start + "+01:00[Europe/Berlin]"));

    for (int run = 0; run < 2 * 96; run++) {
      tell(settings, overdue("BACKUP-02"));
      turn(CRON.multipliedBy(3));
    }

    assertThat(store.messages()).hasSize(2);
    assertThat(told()).as("and the days are those of the people").hasSize(3 + 2);
  }

  @Test
  void anAccountThatMayNotWriteToThePoolRemembersHere() {
    var settings = settings(Route.ofAll("operators"));
    try (var own = login("backup-operator", "lab-backup")) {
      for (int run = 0; run < 5; run++) {
        new TellPeople(surroundings(own), tellers(settings)).tell(List.of(overdue("BACKUP-02")));
        turn(CRON);
      }
    }

    assertThat(operators.messages()).hasSize(1);
    assertThat(here.all()).isNotEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void whateverANotifierDoesItsCallerGoesOn() {
    var settings = settings(Route.ofAll("broken"));

    var telling = tell(settings, overdue("BACKUP-02"));

    assertThat(telling.trouble()).singleElement().asString().contains("nobody expected this");
  }

  @Test
  void oldNotesAreTakenOutOfThePool() {
    var settings = settings(Route.ofAll("operators"));
    for (int day = 0; day < 30; day++) {
      tell(settings, overdue("BACKUP-02"), overdue("BACKUP-03"));
      turn(Duration.ofDays(1));
    }

    assertThat(told()).hasSizeLessThanOrEqualTo(2 * 4);
  }

  @Test
  void leavesAMessageBesideTheVm() {
    try (var plain = PlainClient.on(pool)) {
      var uuid = plain.call("VM.get_uuid", plain.vm("nas01")).asString();
      tell(settings(Route.ofAll("message")), overdue("BACKUP-02").onVm("nas01", uuid));
      tell(settings(Route.ofAll("message")), due("BACKUP-03"));
      tell(settings(Route.ofAll("message")), due("BACKUP-04").onVm("gone", UUID_OF_NOBODY));

      var left = plain.call("message.get_all_records").valueStream().toList();

      assertThat(left).hasSize(3);
      assertThat(left.getFirst().get("cls").asString()).isEqualTo("VM");
      assertThat(left.getFirst().get("obj_uuid").asString()).isEqualTo(uuid);
      assertThat(left.getFirst().get("name").asString()).isEqualTo("XENDISK_DISK_OVERDUE");
      assertThat(left.getFirst().get("priority").asString()).isEqualTo("3");
      assertThat(left.getFirst().get("body").asString())
          .startsWith("xendisk: BACKUP-02 is overdue")
          .contains("BACKUP-02 is not back");
      assertThat(left.subList(1, 3))
          .as("about no VM, or about one that is gone")
          .allMatch(message -> message.get("cls").asString().equals("Pool"));
    }
  }

  @Test
  void anAccountThatMayNotLeaveMessagesTellsByTheOtherRoutes() {
    var settings = settings(Route.ofAll("message"), Route.ofAll("operators"));
    try (var own = login("backup-operator", "lab-backup")) {
      var telling =
          new TellPeople(surroundings(own), tellers(settings, own))
              .tell(List.of(overdue("BACKUP-02")));

      assertThat(telling.trouble()).singleElement().asString().contains("pool-operator");
      assertThat(operators.messages()).hasSize(1);
      assertThat(here.all().keySet())
          .as("not to be tried again")
          .noneMatch(k -> k.contains("news"));
    }
  }

  private void tellBySession(TellSettings settings) {
    try (var own = login(pool.user(), pool.password())) {
      new TellPeople(surroundings(own), tellers(settings)).tell(List.of(overdue("BACKUP-02")));
    }
  }

  private Telling tell(TellSettings settings, News... news) {
    return new TellPeople(surroundings(session), tellers(settings)).tell(List.of(news));
  }

  private Tellers tellers(TellSettings settings) {
    return tellers(settings, session);
  }

  private Tellers tellers(TellSettings settings, XenApiPool of) {
    return new Tellers(
        settings,
        Templates.BUILT_IN,
        Map.of(
            "message",
            surroundings(of).messages(),
            "operators",
            operators,
            "store",
            store,
            "broken",
            (message, atMost) -> {
              throw new IllegalStateException("nobody expected this");
            }),
        here);
  }

  private static TellSettings settings(Route... routes) {
    return new TellSettings(BERLIN, List.of(routes));
  }

  private News overdue(String disk) {
    return News.of(NewsKind.DISK_OVERDUE, pool.clock().instant(), disk + " is not back")
        .inSet("offsite")
        .ofDisk(disk, "id-of-" + disk);
  }

  private News due(String disk) {
    return News.of(NewsKind.DISK_DUE, pool.clock().instant(), disk + " is due")
        .ofDisk(disk, "id-of-" + disk);
  }

  private News safeToPull(String disk) {
    return News.of(NewsKind.SAFE_TO_PULL, pool.clock().instant(), disk + " may be pulled")
        .ofDisk(disk, "id-of-" + disk);
  }

  private List<String> told() {
    return keys("xendisk:told:");
  }

  private List<String> pending() {
    return keys("xendisk:news:");
  }

  private List<String> keys(String prefix) {
    return session.notes().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  private void turn(Duration by) {
    pool.clock().advance(by);
    time.turn(by);
  }

  /** To this time of the people's next day. */
  private void turnTo(LocalTime to) {
    var now = pool.clock().instant().atZone(BERLIN);
    turnTo(now.toLocalDate().plusDays(1).atTime(to).atZone(BERLIN));
  }

  private void turnTo(ZonedDateTime moment) {
    turn(Duration.between(pool.clock().instant(), moment.toInstant()));
  }

  private Surroundings surroundings(XenApiPool of) {
    var workstation = new Workstation("cron@ws1", null, process -> false, time, time);
    return new Surroundings(of, workstation, what -> {}, time, random);
  }

  private XenApiPool login(String user, String password) {
    var options = ClientOptions.of(pool.url(), user, new Secret(password)).build();
    return new XenApiPool(XenApi.login(options), System::nanoTime);
  }
}
