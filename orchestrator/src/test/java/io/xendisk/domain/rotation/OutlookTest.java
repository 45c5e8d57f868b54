package io.xendisk.domain.rotation;

import static io.xendisk.domain.rotation.Sets.NOW;
import static io.xendisk.domain.rotation.Sets.attached;
import static io.xendisk.domain.rotation.Sets.away;
import static io.xendisk.domain.rotation.Sets.days;
import static io.xendisk.domain.rotation.Sets.free;
import static io.xendisk.domain.rotation.Sets.member;
import static io.xendisk.domain.rotation.Sets.scene;
import static io.xendisk.domain.rotation.Sets.withVm;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.rotation.Scene.Member;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutlookTest {
  private static final Sighting GONE = new Sighting.Absent();

  private final RotationSet set = Sets.weekly("A", "B");
  private final Member awayA = member("A", away("A", days(9), days(5)), GONE);

  private Outlook.OfDisk outlook(String disk, Member... members) {
    var scene = scene(set, NOW, members);
    var decided = new RotationPolicy().decide(scene, new Order.Scheduled());
    return Outlook.of(scene, decided).disks().stream()
        .filter(one -> one.name().equals(disk))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theNextOneIsOverdueSoLongAfterItsTurnCame() {
    var awayB = member("B", away("B", days(40), days(30)), GONE);

    var next = outlook("B", awayA, awayB);

    assertThat(next.stage()).isIn(Stage.EXPECTED, Stage.OVERDUE);
    assertThat(requireNonNull(next.toOverdue()).isNegative())
        .isEqualTo(next.stage() == Stage.OVERDUE);
    assertThat(outlook("A", awayA, awayB).toOverdue()).isNull();
  }

  @Test
  void oneThatIsHereIsNotOverdue() {
    var here = member("B", away("B", days(40), days(30)), free("B"));

    assertThat(outlook("B", awayA, here).toOverdue()).isNull();
  }

  @Test
  void theOneThatIsInIsFullWhenItsTrendSaysSo() {
    var entry =
        attached("B", days(3))
            .measured(new UsagePoint(days(2), 8000))
            .measured(new UsagePoint(NOW, 9000));

    var in = outlook("B", awayA, member("B", entry, withVm("B")));

    assertThat(in.toFull()).isEqualTo(Duration.ofDays(2));
    assertThat(outlook("A", awayA, member("B", entry, withVm("B"))).toFull()).isNull();
  }

  @Test
  void aDiskThatWasNeverEnrolledHasNoOutlook() {
    var scene = scene(set, NOW, member("A", null, GONE), awayB());

    var outlook = Outlook.of(scene, new RotationPolicy().decide(scene, new Order.Scheduled()));

    assertThat(outlook.disks()).map(Outlook.OfDisk::name).containsExactly("B");
  }

  private static Member awayB() {
    return member("B", away("B", days(40), days(30)), GONE);
  }
}
