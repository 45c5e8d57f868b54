package io.xendisk.domain.disk.passport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceKindTest {
  @ParameterizedTest(name = "{0} {1} is kept as {2}")
  @CsvSource({
    "SERIAL, '  WD-WMAZA0001 ', WD-WMAZA0001",
    "SERIAL, 'WD WMAZA;1,2', WD_WMAZA_1_2",
    "WWN, 0x50014EE2B1234567, 50014ee2b1234567",
    "WWN, wwn-0x50014ee2b1234567, 50014ee2b1234567",
    "WWN, naa.50014ee2b1234567, 50014ee2b1234567",
    "MODEL, 'WDC WD20EARS-00M', WDC_WD20EARS-00M",
    "SIZE, 2000398934016, 2000398934016",
    "SIZE, 2222222222, 2222222222",
    "PARTITION_TABLE, 11111111, 11111111",
    "LABEL, ' Größe; 100%, alles ', 'Größe; 100%, alles'",
  })
  void valuesAreKeptSoThatSourcesCompare(EvidenceKind kind, String raw, String kept) {
    assertThat(kind.kept(raw)).contains(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "0",
        "00000000",
        "FFFFFFFF",
        "0123456789ABCDEF",
        "1234567890",
        "123456789ABC",
        "0000-0000"
      })
  void aSerialThatDevicesShowWhenTheyHaveNoneSaysNothing(String raw) {
    assertThat(EvidenceKind.SERIAL.kept(raw)).isEmpty();
    assertThat(EvidenceKind.USB_SERIAL.kept(raw)).isEmpty();
  }

  @Test
  void anIdentityThatIsTooLongIsNone() {
    assertThat(EvidenceKind.SERIAL.kept("x1".repeat(25))).isEmpty();
    assertThat(EvidenceKind.LABEL.kept("x1".repeat(25))).contains("x1".repeat(24));
  }

  @Test
  void aLabelCannotSteerATerminalOrBeCutByThePool() {
    assertThat(EvidenceKind.LABEL.kept("a\u001b[1m\uffff\u009bb"))
        .contains("a\ufffd[1m\ufffd\ufffdb");
  }

  @ParameterizedTest(name = "{0}: {1} and {2}: {3}")
  @CsvSource({
    "MODEL, WDC_WD20EARS-00M, WDC_WD20EARS-00MVWB0, true",
    "MODEL, WDC_WD20EARS-00MVWB0, WDC_WD20EARS-00M, true",
    "MODEL, WDC_WD20EARS, WDC_WD20EARS-00MVWB0, false",
    "MODEL, WDC_WD20EARS-00M, WDC_WD20EARX-00MVWB0, false",
    "SERIAL, wd-a, WD-A, true",
    "FILESYSTEM, 1616-63CE, 1616-63ce, true",
    "LABEL, Backup, BACKUP, false",
  })
  void valuesAgree(EvidenceKind kind, String one, String other, boolean agree) {
    assertThat(kind.agree(one, other)).isEqualTo(agree);
  }

  @Test
  void codesAreStoredAndMustNotChange() {
    assertThat(EvidenceKind.values())
        .extracting(EvidenceKind::code)
        .containsExactly("ser", "wwn", "usb", "mod", "siz", "rev", "pt", "fs", "typ", "lab", "bay");
    assertThat(Source.values())
        .extracting(Source::code)
        .containsExactly("v", "b", "s", "u", "l", "p", "o");
  }
}
