package io.xendisk.domain.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.SeededText;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the storage manager writes of a disk (facts §5.5). */
class HardwareTest {
  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(50);
  }

  /** The first four are from traces/world.json, the fifth from facts §5.5. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          SCSI 2:0:0:0, WD model My Passport 25E2 rev 4004 type 0,        SCSI, WD, My Passport 25E2, 4004
          SCSI 3:0:0:0, Seagate model Expansion Desk rev 9401 type 0,     SCSI, Seagate, Expansion Desk, 9401
          USB 4:0:0:0,  Kingston model DataTraveler rev 1.00 type 0,      USB, Kingston, DataTraveler, 1.00
          SCSI 5:0:0:0, HL-DT-ST model DVDRAM GP65 rev PR03 type 5,       SCSI, HL-DT-ST, DVDRAM GP65, PR03
          SCSI 0:0:0:0, ATA model WDC WD20EARS-00M rev 51.0 type 0,       SCSI, ATA, WDC WD20EARS-00M, 51.0
          IDE 0:0:0:0,  ATA model ST3 rev 1 rev 3.AA type 0,              IDE, ATA, ST3, 1 rev 3.AA
          USB 1:0:0:0,  Generic model  rev 2 type 0,                      USB, Generic, -, 2
          SCSI 1:0:0:0, model X rev 2 type 0,                             SCSI, -, X, 2
          SCSI 1:0:0:0, ATA rev 2 type 0,                                 SCSI, ATA, -, 2
          SCSI 1:0:0:0, ATA model X type 0,                               SCSI, ATA, X, -
          SCSI 1:0:0:0, ATA model X rev 2,                                SCSI, ATA, X, 2
          SCSI 1:0:0:0, type 0,                                           SCSI, -, -, -
          SCSI 1:0:0:0, ATA,                                              SCSI, ATA, -, -
          sdb,          ATA model X rev 2 type 0,                         -, ATA, X, 2
          """)
  void readsWhatTheStorageManagerWrites(
      String label, String description, String bus, String vendor, String model, String revision) {
    assertThat(Hardware.of(label, description, 512))
        .isEqualTo(new Hardware(bus, vendor, model, revision, null, null, null, 512));
  }

  @Test
  void knowsNothingWhereNothingIsWritten() {
    assertThat(Hardware.of("", "", 0))
        .isEqualTo(new Hardware(null, null, null, null, null, null, null, 0));
  }

  /** A person may have written anything into the VDI's description. */
  @ParameterizedTest
  @MethodSource("seeds")
  void takesAnyTextWithoutFailingAndNeverTellsBlanks(SeededText texts) {
    var hardware = Hardware.of(texts.next(), texts.next() + " model " + texts.next(), 1);

    assertThat(Stream.of(hardware.bus(), hardware.vendor(), hardware.model(), hardware.revision()))
        .allSatisfy(part -> assertThat(part == null || !part.isBlank()).isTrue());
  }

  @Test
  void takesSerialAndModelFromALinkById() {
    var linked =
        Hardware.of("SCSI 2:0:0:0", "ATA model WDC WD20EARS-00M rev 51.0 type 0", 512)
            .linkedAs("ata-WDC_WD20EARS-00MVWB0_WD-WMAZA0001");

    assertThat(linked.serial()).isEqualTo("WD-WMAZA0001");
    assertThat(linked.model()).isEqualTo("WDC_WD20EARS-00MVWB0");
    assertThat(linked.revision()).isEqualTo("51.0");
  }

  @Test
  void takesTheWorldWideNameFromALinkAndNothingFromOtherNames() {
    var hardware = Hardware.of("SCSI 2:0:0:0", "", 512);

    assertThat(hardware.linkedAs("wwn-0x50014ee2b1234567").wwn()).isEqualTo("0x50014ee2b1234567");
    assertThat(hardware.linkedAs("sdb")).isEqualTo(hardware);
  }
}
