package io.xendisk.service.page;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.access.Role;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.ShowStatus.Status;
import io.xendisk.port.Inventory;
import io.xendisk.service.PoolState;
import io.xendisk.service.Snapshot;
import io.xendisk.testing.Hosts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class OverviewTest {
  private static final Instant SINCE = Instant.parse("2026-11-25T08:30:00Z");
  private static final PoolState CONNECTED = new PoolState.Connected(SINCE);
  private static final PoolState AWAY =
      new PoolState.Away(
          SINCE,
          new Explanation(
              "unreachable", Exit.UNREACHABLE, "pool lab does not answer", "Look at `xs1`."));
  private static final Visitor OPERATOR =
      new Visitor("ann", Role.OPERATOR, "sign-of-the-page", List.of());
  private static final Visitor VIEWER =
      new Visitor("bob", Role.VIEWER, "sign-of-the-page", List.of());

  @Test
  void showsEveryBayWithWhatIsInItAndWhichVmHasIt() {
    var page =
        page(
            OPERATOR,
            CONNECTED,
            aDisk("BACKUP-01").in(Hosts.XS1, "sdb", "2:0:0:0").build(),
            aDisk("BACKUP-02")
                .in(Hosts.XS1, "sdc", "10:0:0:0")
                .with(aVbdOf("nas01").attached().ours())
                .build());

    assertThat(page.select(".rack > h3").eachText()).containsExactly("xs1", "xs2");
    assertThat(page.select(".bay .bay-place span:first-child").eachText())
        .containsExactly("bay 2:0:0:0", "bay 10:0:0:0");
    assertThat(page.select(".bay h4").eachText()).containsExactly("BACKUP-01", "BACKUP-02");
    assertThat(page.select(".bay-attached").text()).contains("● attached", "nas01");
    assertThat(page.select(".bay-free .acts a").eachText()).containsExactly("Attach…");
    assertThat(page.select(".bay-attached .acts a").eachText()).containsExactly("Release…");
    assertThat(page.text()).doesNotContainIgnoringCase("safe to pull");
  }

  @Test
  void saysSafeToPullLoudlyOfADiskThatIs() {
    var page =
        page(
            VIEWER,
            CONNECTED,
            aDisk("BACKUP-01").in(Hosts.XS1, "sdb", "2:0:0:0").released().build());

    assertThat(page.select(".safe .safe-loud").text()).isEqualTo("✔ SAFE TO PULL");
    assertThat(page.select(".safe .safe-which").text())
        .startsWith("xs1 bay 2:0:0:0")
        .endsWith("BACKUP-01");
    assertThat(page.select(".safe").text()).contains("Wait 10 s before you pull it");
  }

  @Test
  void saysItOfNoneThatAVmHasSinceHoweverItIsMarked() {
    var page =
        page(VIEWER, CONNECTED, aDisk("BACKUP-01").released().with(aVbdOf("nas01").ours()).build());

    assertThat(page.text()).doesNotContainIgnoringCase("safe to pull");
  }

  @Test
  void saysItOfNoneWhileThePoolIsAwayAndTellsSinceWhen() {
    var page = page(OPERATOR, AWAY, aDisk("BACKUP-01").released().build());

    assertThat(page.select(".safe, .bay-pull, .bay-safe")).isEmpty();
    assertThat(page.select(".pool-state").text()).contains("away since 25 Nov 08:30 UTC");
    assertThat(page.select(".trouble[role=alert]").text())
        .contains("pool lab does not answer", "unreachable", "no disk is called safe to pull");
    assertThat(page.select(".acts a")).isEmpty();
  }

  @Test
  void offersAViewerNothingToDo() {
    var page = page(VIEWER, CONNECTED, aDisk("BACKUP-01").build());

    assertThat(page.select(".acts a, .acts button")).isEmpty();
  }

  @Test
  void aHostileLabelIsShownAndDoesNothing() {
    var label = "<script src=/x>'\"</li>";
    var page = page(OPERATOR, CONNECTED, aDisk(label).build());

    assertThat(page.select("h4").text()).isEqualTo(label);
    assertThat(page.select("h4 a").attr("href")).startsWith("/pools/lab/disks/");
    assertThat(page.select("script").eachAttr("src"))
        .containsExactly("/assets/htmx.min.js", "/assets/htmx-sse.js", "/assets/page.js");
    assertThat(page.select("[aria-label]").eachAttr("aria-label")).contains("Attach " + label);
  }

  @Test
  void hasNothingThatItsContentPolicyForbidsAndAllThatAReaderNeeds() {
    var page = page(OPERATOR, CONNECTED, aDisk("BACKUP-01").released().build());

    assertThat(page.select("style, [style], script:not([src]), script:not(:empty), iframe"))
        .isEmpty();
    for (var element : page.getAllElements()) {
      assertThat(element.attributes().asList())
          .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    }
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("main, header")).hasSize(2);
    assertThat(page.select("#said[role=status]")).hasSize(1);
    assertThat(page.select("form[method=post] input[name=_csrf]").eachAttr("value"))
        .isNotEmpty()
        .containsOnly("sign-of-the-page");
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @Test
  void twoDisksWithOneIdentityAreOrderedByTheirPlaces() {
    var one = aDisk("A").in(Hosts.XS1, "sdb", "2:0:0:0").withFilesystemUuid("u-1").build();
    var twin = aDisk("A").in(Hosts.XS1, "sdc", "3:0:0:0").withFilesystemUuid("u-1").build();

    assertThat(view(CONNECTED, one).selector(one)).isEqualTo("fs-uuid:u-1");
    assertThat(view(CONNECTED, one, twin).selector(twin)).isEqualTo("vdi:" + twin.vdi().uuid());
  }

  private static Document page(Visitor visitor, PoolState state, Disk... disks) {
    return Jsoup.parse(Overview.page(visitor, "/", List.of(view(state, disks))));
  }

  private static PoolView view(PoolState state, Disk... disks) {
    var inventory =
        new Inventory(
            new Inventory.Moment() {},
            new Inventory.Release(2, 21),
            List.of(Hosts.XS1, Hosts.XS2),
            List.of(),
            Arrays.asList(disks),
            List.of(),
            Map.of());
    var status = new Status(inventory, Arrays.asList(disks), List.of(), List.of(), List.of());
    return new PoolView("lab", state, new Snapshot(1, SINCE, status), "", List.of());
  }
}
