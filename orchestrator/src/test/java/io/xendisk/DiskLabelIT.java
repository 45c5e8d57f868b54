package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of enrolled disks, read again as a phone would. */
class DiskLabelIT {
  private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
  private static final int PIXELS = 4;
  private static final int SIDE = 64;

  @TempDir Path directory;

  private SimulatedPool pool;
  private Shell shell;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
    shell.run("disk", "enrol", "BACKUP-01", "--label", "NAS <03>");
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  @Test
  void theCodeOnTheLabelGivesTheIdOfTheDisk() throws ReaderException {
    var id = id();

    var svg = shell.run("disk", "label", "NAS <03>");

    assertThat(svg.exit()).as(svg.err()).isZero();
    assertThat(svg.out()).startsWith("<?xml").contains("NAS &lt;03&gt;", "From xs1");
    assertThat(decoded(svg.out())).isEqualTo("xendisk:disk:" + id);
  }

  @Test
  void aDiskThatIsAwayHasALabelTooAndItGoesIntoAFile() throws IOException, ReaderException {
    var id = id();
    pool.rack().pull("xs1", "sdb");
    var file = directory.resolve("label.svg");

    var ran = shell.run("disk", "label", "NAS <03>", "--svg", file.toString(), "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().at("/label/id").asString()).isEqualTo(id);
    assertThat(ran.json().get("svg").isNull()).isTrue();
    assertThat(decoded(Files.readString(file))).isEqualTo("xendisk:disk:" + id);
  }

  @Test
  void aDiskThatWasNeverEnrolledHasNone() {
    var ran = shell.run("disk", "label", "BACKUP-02", "-o", "json");

    assertThat(ran.exit()).isEqualTo(75);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("disk-not-enrolled");
  }

  private String id() {
    return shell
        .run("disk", "show", "NAS <03>", "-o", "json")
        .json()
        .at("/disk/passport/id")
        .asString();
  }

  private static String decoded(String svg) throws ReaderException {
    var pixels = new int[SIDE * PIXELS * SIDE * PIXELS];
    Arrays.fill(pixels, 0xffffff);
    MODULE
        .matcher(svg)
        .results()
        .forEach(
            module -> {
              int left = Integer.parseInt(module.group(1)) * PIXELS;
              int top = Integer.parseInt(module.group(2)) * PIXELS;
              for (int y = top; y < top + PIXELS; y++) {
                Arrays.fill(pixels, y * SIDE * PIXELS + left, y * SIDE * PIXELS + left + PIXELS, 0);
              }
            });
    var source = new RGBLuminanceSource(SIDE * PIXELS, SIDE * PIXELS, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }
}
