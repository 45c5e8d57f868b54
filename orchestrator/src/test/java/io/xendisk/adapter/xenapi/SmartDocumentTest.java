package io.xendisk.adapter.xenapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.Drive;
import io.xendisk.port.DriveReport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmartDocumentTest {
  @Test
  void readsWhatADriveTellsOfItself() {
    var told =
        SmartDocument.read(
            """
            {"/dev/sdb:sat":{"json_format_version":[1,0],"model_name":"WDC WD20EARS-00MVWB0",
              "serial_number":"WD-WMAZA0001","wwn":{"naa":5,"oui":5358,"id":11499349569},
              "smart_status":{"passed":false},"temperature":{"current":31},
              "power_on_time":{"hours":4711},"ata_smart_attributes":{"table":[{"id":1}]}},
             "/dev/sdc:scsi":{"device":{"name":"/dev/sdc"}}}
            """);

    assertThat(told)
        .isEqualTo(
            new DriveReport.Told(
                Map.of(
                    "sdb",
                    new Drive(
                        true,
                        "WD-WMAZA0001",
                        "50014ee2ad6a2641",
                        "WDC WD20EARS-00MVWB0",
                        false,
                        31,
                        4711L),
                    "sdc",
                    new Drive(true, null, null, null, null, null, null))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"/dev/sdb:sat\":{\"serial_number\":",
        "{\"/dev/sdb:sat\":{}} trailing",
        "<html>"
      })
  void whatIsNoDocumentTellsNothing(String text) {
    var read = SmartDocument.read(text);

    assertThat(read)
        .satisfiesAnyOf(
            failed -> assertThat(failed).isInstanceOf(DriveReport.Failed.class),
            told ->
                assertThat(((DriveReport.Told) told).drives().values())
                    .allMatch(SmartDocumentTest::tellsNothing));
  }

  @Test
  void wrongTypesAndHugeNumbersAreUnknown() {
    var told =
        (DriveReport.Told)
            SmartDocument.read(
                "{\"/dev/sdb:sat\":{\"serial_number\":7,\"temperature\":{\"current\":1e9},"
                    + "\"power_on_time\":{\"hours\":99999999999999999999999},\"smart_status\":[]}}");

    assertThat(told.drives().get("sdb")).matches(SmartDocumentTest::tellsNothing);
  }

  private static boolean tellsNothing(Drive drive) {
    return drive.equals(new Drive(true, null, null, null, null, null, null));
  }
}
