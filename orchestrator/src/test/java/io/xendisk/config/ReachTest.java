package io.xendisk.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.xenapi.Fingerprint;
import io.xendisk.xenapi.Trust;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  @ParameterizedTest
  @CsvSource({
    "https://xs1.example.org, false",
    "http://xs1.example.org, true",
    "http://192.0.2.1:8080, true",
    "http://localhost, false",
    "http://127.0.0.1:41001, false",
    "http://[::1]:80, false",
    "http://127.example.org, true",
  })
  void warnsOfAPasswordThatCanBeReadOnItsWay(URI url, boolean readable) {
    assertThat(Reach.of(url, new Trust.SystemStore()).isReadableOnTheWay()).isEqualTo(readable);
  }

  @Test
  void aTrustOfTheCommandLineReplacesThatOfTheHostsInTheUrlsToo() {
    var old = new Trust.Pinned(Fingerprint.parse("sha256:" + "0".repeat(64)));
    var shown = new Trust.Pinned(Fingerprint.parse("sha256:" + "1".repeat(64)));
    var reach =
        new Reach(
            List.of(URI.create("https://XS1:8443"), URI.create("https://[fd00::1]")),
            old,
            Map.of("xs1", old, "xs1:8443", old, "fd00::1", old, "xs10", old),
            null);

    var replaced = reach.with(shown);

    assertThat(replaced.trust()).isEqualTo(shown);
    assertThat(replaced.hostTrust()).containsOnly(Map.entry("xs10", old));
  }
}
