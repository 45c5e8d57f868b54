package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostReleaseTest {
  @ParameterizedTest
  @CsvSource({
    "5.6, CLASSIC, false",
    "6.2, CLASSIC, false",
    "XenServer 6.5, CLASSIC, false",
    "xcp 1.6.10, CLASSIC, false",
    "7.0, MODERN, false",
    "XenServer 7.1, MODERN, false",
    "Citrix Hypervisor 8.2, MODERN, false",
    "8, MODERN, true",
    "8.0, MODERN, false",
    "XCP-ng 8.2.1, MODERN, false",
    "xcp-ng-8.3, MODERN, true"
  })
  void aNamedReleaseTellsItsDialectAndWhetherItFollowsLinks(
      String name, UdevDialect dialect, boolean links) {
    var release = HostRelease.named(name).orElseThrow();

    assertThat(release.dialect()).isEqualTo(dialect);
    assertThat(release.resolvesLinks()).isEqualTo(links);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "XenServer", "6.2; reboot", "99999999999", "proxmox 8"})
  void aNameThatIsNoReleaseIsNone(String name) {
    assertThat(HostRelease.named(name)).isEmpty();
  }

  @Test
  void aHostTellsItsProductOrAtLeastItsPlatform() {
    assertThat(
            HostRelease.of(Map.of("product_brand", "XCP-ng", "product_version", "8.2.1"))
                .orElseThrow())
        .hasToString("XCP-ng 8.2.1");
    var xcp =
        HostRelease.of(
            Map.of("product_version", "", "platform_name", "XCP", "platform_version", "1.6.10"));
    assertThat(xcp.orElseThrow().dialect()).isEqualTo(UdevDialect.CLASSIC);
    assertThat(HostRelease.of(Map.of("platform_version", "2.1.0")).orElseThrow().dialect())
        .isEqualTo(UdevDialect.MODERN);
    assertThat(HostRelease.of(Map.of("build_number", "1"))).isEmpty();
  }
}
