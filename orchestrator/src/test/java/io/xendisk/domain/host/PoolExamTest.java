package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.HostId;
import io.xendisk.domain.disk.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reach, certificates, account, clocks and releases, one at a time. */
class PoolExamTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Account ROOT = new Account("root", true, Set.of());
  private static final HostFacts XS1 = host("xs1", "2.21", true);
  private static final HostFacts XS2 = host("xs2", "2.21", true);

  @Test
  void nothingIsWrongWithAPoolThatIsAsItShouldBe() {
    assertThat(
            ids(
                signs(
                    "https://xs1",
                    ROOT,
                    Duration.ofSeconds(2),
                    reached(null, false, "2036-01-01"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, plain-http-local",
    "http://localhost, plain-http-local",
    "HTTP://xs1.example.org, plain-http",
  })
  void aPasswordInTheClearIsTold(String url, String id) {
    assertThat(ids(signs(url, ROOT, Duration.ZERO, reached(null, false, "2036-01-01"))))
        .containsExactly(id);
  }

  @Test
  void aHostThatCannotBeReachedOrTrustedIsNamed() {
    assertThat(
            ids(signs("https://x", ROOT, Duration.ZERO, reached("nothing listens", false, null))))
        .containsExactly("host-unreachable");
    assertThat(ids(signs("https://x", ROOT, Duration.ZERO, reached("another one", true, null))))
        .containsExactly("certificate-not-trusted");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20, true", "2026-12-21, true", "2026-12-24, false"})
  void aCertificateThatEndsWithinAMonthIsTold(String day, boolean told) {
    assertThat(ids(signs("https://x", ROOT, Duration.ZERO, reached(null, false, day))))
        .isEqualTo(told ? List.of("certificate-ends") : List.of());
  }

  @Test
  void clocksThatAreApartAreTold() {
    var hosts =
        new PoolSigns(
            List.of(XS1, XS2),
            Map.of(),
            Map.of(XS1.host().id(), Duration.ZERO, XS2.host().id(), Duration.ofSeconds(-11)),
            XS1.host().id(),
            ROOT,
            "https://x",
            NOW);
    assertThat(PoolExam.of(hosts))
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.finding().evidence())
                    .isEqualTo("its clock is 11 s behind the master's"));
    assertThat(ids(signs("https://x", ROOT, Duration.ofMinutes(2), reached(null, false, null))))
        .containsExactly("clock-differs");
  }

  @Test
  void whatTheAccountMayNotDoIsToldWithTheRoleThatMay() {
    var attaches =
        new Account(
            "backup",
            false,
            Set.of("vbd.plug", "http/get_export_raw_vdi", "vdi.add_to_other_config"));
    assertThat(attaches.role()).isEqualTo(Role.VM_ADMIN);
    assertThat(ids(signs("https://x", attaches, Duration.ZERO, reached(null, false, null))))
        .containsExactly("role-limits");
    var looks = new Account("eve", false, Set.of("host.get_servertime"));
    assertThat(looks.role()).isEqualTo(Role.READ_ONLY);
    assertThat(ids(signs("https://x", looks, Duration.ZERO, reached(null, false, null))))
        .containsExactly("role-too-low");
    assertThat(new Account("old", false, Set.of()).lacks())
        .as("a pool that does not tell")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.9, pool-too-old", "1.10, release-old", "2.5, release-old", "2.6, ''"})
  void aReleaseThatIsTooOldIsTold(String api, String id) {
    var old = host("xs1", api, true);
    var signs =
        new PoolSigns(List.of(old), Map.of(), Map.of(), old.host().id(), ROOT, "https://x", NOW);

    assertThat(ids(signs)).isEqualTo(id.isEmpty() ? List.of() : List.of(id));
  }

  @Test
  void hostsOfDifferentReleasesAreTold() {
    var signs =
        new PoolSigns(
            List.of(XS1, host("xs2", "2.15", true)),
            Map.of(),
            Map.of(),
            XS1.host().id(),
            ROOT,
            "https://x",
            NOW);

    assertThat(ids(signs)).containsExactly("releases-differ");
  }

  private static List<String> ids(PoolSigns signs) {
    return PoolExam.of(signs).stream().map(found -> found.finding().id()).toList();
  }

  private static PoolSigns signs(String url, Account account, Duration ahead, Reached reached) {
    var id = XS1.host().id();
    return new PoolSigns(
        List.of(XS1), Map.of(id, reached), Map.of(id, ahead), id, account, url, NOW);
  }

  private static Reached reached(
      @Nullable String problem, boolean untrusted, @Nullable String certificateEnds) {
    return new Reached(
        "https://xs1",
        problem,
        untrusted,
        certificateEnds == null ? null : Instant.parse(certificateEnds + "T00:00:00Z"));
  }

  private static HostFacts host(String name, String api, boolean live) {
    return new HostFacts(
        new Host(new HostId("OpaqueRef:" + name, "uuid-of-" + name), name, live, "1."),
        name,
        api,
        Map.of("product_brand", "XCP-ng", "product_version", "8.3.0", "build_number", "1"),
        List.of(),
        List.of(),
        Set.of());
  }
}
