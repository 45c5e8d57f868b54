package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.Disks.NOW;
import static io.xendisk.domain.disk.passport.Disks.diskA;
import static io.xendisk.domain.disk.passport.Disks.diskB;
import static io.xendisk.domain.disk.passport.Disks.passport;
import static io.xendisk.domain.disk.passport.Disks.stamp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.domain.disk.passport.PassportText.Read;
import io.xendisk.domain.disk.passport.PassportText.Read.Damaged;
import io.xendisk.domain.disk.passport.PassportText.Read.Newer;
import io.xendisk.domain.disk.passport.PassportText.Read.Understood;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextTest {
  @Test
  void theFormatIsThisAndMustStayReadable() {
    String stored =
        "1;n=NAS-03;e=tp9fk0;r=tpazzz;ser=s,WD-WMAZA0001;siz=v,2000398934016;fs=b@tp9g00,3c2a1f00-1234";

    var passport = ((Understood) PassportText.read("p1", stored)).passport();

    assertThat(passport.name()).isEqualTo("NAS-03");
    assertThat(passport.enrolledAt()).isEqualTo(Instant.parse("2026-11-29T10:52:48Z"));
    assertThat(passport.retiredAt()).isPresent();
    assertThat(passport.evidence().item(EvidenceKind.SERIAL))
        .contains(
            new EvidenceItem(
                EvidenceKind.SERIAL, "WD-WMAZA0001", Source.SMARTCTL, passport.enrolledAt()));
    assertThat(PassportText.write(passport)).isEqualTo(stored);
  }

  @Test
  void aPassportComesBackAsItWas() {
    var passport =
        new Passport(
            "p1", "100 %; Größe, 夜 😀=x", NOW, Optional.of(NOW), diskA(), Map.of("new", "1,2"));

    assertThat(PassportText.read("p1", PassportText.write(passport)))
        .isEqualTo(new Understood(passport));
  }

  @Test
  void fieldsOfANewerReleaseAreKeptAndWrittenBack() {
    String stored = "1;n=NAS-03;e=t3k9x2;fs=b,abcd;tpm=q,x%3By;zzz=";

    var read = (Understood) PassportText.read("p1", stored);

    assertThat(read.passport().others()).containsKeys("tpm", "zzz");
    assertThat(PassportText.write(read.passport())).isEqualTo(stored);
  }

  @Test
  void aSourceOfANewerReleaseIsNoDamage() {
    var read = (Understood) PassportText.read("p1", "1;n=NAS-03;e=t3k9x2;fs=q,abcd");

    assertThat(read.passport().evidence().item(EvidenceKind.FILESYSTEM).orElseThrow().source())
        .isEqualTo(Source.OTHER);
  }

  @Test
  void aHigherVersionIsLeftAlone() {
    assertThat(PassportText.read("p1", "2;whatever=1;n=x")).isEqualTo(new Newer(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0;n=a;e=1",
        "1",
        "1;n=a",
        "1;e=1",
        "1;n=a;e=1;",
        "1;n=a;e=1;fs",
        "1;n=;e=1",
        "1;n=a;e=1;fs=x",
        "1;n=a;e=1;fs=b,",
        "1;n=a;e=1;fs=,abcd",
        "1;n=a;e=1;fs=b@!,abcd",
        "1;n=a;e=1;n=b",
        "1;n=%zz;e=1",
        "1;n=a%;e=1",
        "1;n=a;e=!",
        "1;n=a;e=zzzzzzzzzzzzz",
        "1;n=a;e=1;ser=s,0000",
        "-1;n=a;e=1",
        "1;n=%1B;e=1"
      })
  void aDamagedValueIsNoPassport(String stored) {
    assertThat(PassportText.read("p1", stored)).isInstanceOf(Damaged.class);
  }

  @Test
  void theLongestPassportFitsAndKeepsAllThatTellsTheDisk() {
    var items = new EnumMap<EvidenceKind, EvidenceItem>(EvidenceKind.class);
    for (EvidenceKind kind : EvidenceKind.values()) {
      String longest = kind == EvidenceKind.LABEL || kind == EvidenceKind.BAY ? "😀" : "Z%";
      EvidenceItem.of(kind, longest.repeat(24), Source.SMARTCTL, NOW.plusSeconds(1))
          .ifPresent(item -> items.put(kind, item));
      items.computeIfAbsent(
          kind, _ -> new EvidenceItem(kind, "zy".repeat(24), Source.SMARTCTL, NOW.plusSeconds(1)));
    }
    var passport =
        new Passport(
            "p1", ";".repeat(32), NOW, Optional.of(NOW), new Evidence(items, Set.of()), Map.of());

    String stored = PassportText.write(passport);

    assertThat(stored.getBytes(UTF_8).length).isLessThan(1024);
    var read = ((Understood) PassportText.read("p1", stored)).passport();
    assertThat(read.evidence().items().keySet())
        .contains(
            EvidenceKind.SERIAL,
            EvidenceKind.WWN,
            EvidenceKind.USB_SERIAL,
            EvidenceKind.MODEL,
            EvidenceKind.SIZE,
            EvidenceKind.PARTITION_TABLE,
            EvidenceKind.FILESYSTEM);
    var rebound = new Rebound(passport.evidence(), passport.evidence(), NOW);
    assertThat(rebound.write().getBytes(UTF_8).length).isLessThan(1024);
  }

  @Test
  void aPassportThatANewerReleaseMadeTooLongIsNotCut() {
    var passport =
        new Passport(
            "p1", "NAS-03", NOW, Optional.empty(), diskA(), Map.of("new", "x".repeat(1000)));

    assertThatThrownBy(() -> PassportText.write(passport)).hasMessageContaining("[new]");
  }

  @Test
  void aRebindingComesBackAsItWas() {
    var memory =
        DiskMemory.first(diskA(), stamp("20261122T10:00:00Z", "1795341600."))
            .after(Disks.wiped(diskA()), stamp("hot;2", "boot,2"), NOW);

    var rebound = memory.rebound().orElseThrow();

    assertThat(Rebound.read(rebound.write())).isEqualTo(rebound);
  }

  @Test
  void aRebindingThatCannotBeReadIsOneAllTheSame() {
    assertThat(Rebound.read("garbage").before()).isEqualTo(Evidence.NONE);
    assertThat(Rebound.read("2;e=1").now()).isEqualTo(Evidence.NONE);
  }

  @Test
  void aPassportIsTheSameForWhoeverWritesIt() {
    Read one = PassportText.read("b", PassportText.write(passport("b", diskB())));

    assertThat(one).isEqualTo(new Understood(passport("b", diskB())));
  }
}
