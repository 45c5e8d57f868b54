package io.xendisk.xenapi.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/**
 * Mutates recorded answers: whatever comes out is read or refused, never anything else. The seed is
 * printed; {@code -Dfuzz.seed=N -Dfuzz.runs=N} repeats or extends a run.
 */
class ReplyReaderFuzzTest {
  private static final int RUNS = Integer.getInteger("fuzz.runs", 20_000);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final List<String> TRACES =
      List.of(
          "01-xml-login.txt",
          "03-xml-datetime.txt",
          "06-xml-double.txt",
          "14-xml-record.txt",
          "16-xml-failure.txt",
          "21-xml-escaped-out.txt",
          "22-xml-event-from.txt");
  private static final List<String> PIECES =
      List.of(
          "<value>",
          "</value>",
          "<struct>",
          "</struct>",
          "<member>",
          "</member>",
          "<name>",
          "</name>",
          "<array><data>",
          "</data></array>",
          "<int>1</int>",
          "<base64>AA==</base64>",
          "<boolean>1</boolean>",
          "<nil/>",
          "&lt;",
          "&#x0;",
          "&x;",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "<?x?>",
          "<!DOCTYPE a>",
          "\u0000",
          "\ud83d\ude00",
          "<double>nan</double>",
          "<fault>",
          "<dateTime.iso8601>2026-13-01T00:00:00Z</dateTime.iso8601>");

  @Test
  void everyMutationIsReadOrRefused() {
    RandomGenerator random = new SplittableRandom(SEED);
    var reader = new ReplyReader(new Limits(16, 20_000, 100_000));
    int read = 0;
    int refused = 0;
    for (int run = 0; run < RUNS; run++) {
      byte[] bytes = mutated(WireTraces.body(TRACES.get(run % TRACES.size())), random);
      try {
        reader.read(new ByteArrayInputStream(bytes));
        read++;
      } catch (SAXException | IOException _) {
        refused++;
      } catch (RuntimeException | Error e) {
        fail(
            "seed %d, run %d: %s for %s"
                .formatted(SEED, run, e, new String(bytes, StandardCharsets.UTF_8)),
            e);
      }
    }
    System.out.printf("fuzz: seed %d, %d runs: %d read, %d refused%n", SEED, RUNS, read, refused);
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  private static byte[] mutated(byte[] original, RandomGenerator random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(1, 3); i > 0 && bytes.length > 2; i--) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> changed(bytes, at, (byte) random.nextInt(256));
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(bytes, at, piece(random), at);
            case 3 ->
                joined(bytes, at, new byte[0], Math.min(bytes.length, at + random.nextInt(40)));
            case 4 ->
                joined(
                    bytes,
                    at,
                    Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(200))),
                    at);
            default -> changed(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
          };
    }
    return bytes;
  }

  private static byte[] piece(RandomGenerator random) {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] changed(byte[] bytes, int at, byte to) {
    bytes[at] = to;
    return bytes;
  }

  /** What is before a place, something else, and what is after another place. */
  private static byte[] joined(byte[] bytes, int until, byte[] middle, int from) {
    byte[] all = Arrays.copyOf(bytes, until + middle.length + bytes.length - from);
    System.arraycopy(middle, 0, all, until, middle.length);
    System.arraycopy(bytes, from, all, until + middle.length, bytes.length - from);
    return all;
  }
}
