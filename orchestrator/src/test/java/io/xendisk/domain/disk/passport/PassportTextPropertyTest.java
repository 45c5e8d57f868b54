package io.xendisk.domain.disk.passport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.passport.PassportText.Read.Understood;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Random passports come back as they were, and no altered text makes the reader throw. */
class PassportTextPropertyTest {
  private static final List<Source> SOURCES = List.of(Source.values());
  private static final int RUNS = Boolean.getBoolean("xendisk.proofs") ? 4_000 : 1_000;
  private static final long SEED =
      Long.getLong("xendisk.seed", RandomGenerator.getDefault().nextLong());

  @BeforeEach
  void theSeedIsPrinted(TestReporter reporter) {
    reporter.publishEntry("xendisk.seed", Long.toString(SEED));
  }

  @Test
  void passportsComeBackAsTheyWere() {
    for (int i = 0; i < RUNS; i++) {
      var random = new SplittableRandom(SEED + i);
      var passport = passport(random);

      String stored = PassportText.write(passport);

      assertThat(stored.getBytes(UTF_8).length).as("run %d of seed %d", i, SEED).isLessThan(1024);
      var read = (Understood) PassportText.read(passport.id(), stored);
      assertThat(PassportText.write(read.passport()))
          .as("run %d of seed %d", i, SEED)
          .isEqualTo(stored);
      assertThat(read.passport().name())
          .as("run %d of seed %d", i, SEED)
          .isEqualTo(passport.name());
    }
  }

  @Test
  void theFormThatIsKeptIsKeptAsItIs() {
    for (int i = 0; i < RUNS; i++) {
      var random = new SplittableRandom(SEED + i);
      String raw = random.nextBoolean() ? word(random, 80) : "0xwwn-naa.0x" + word(random, 50);
      for (EvidenceKind kind : EvidenceKind.values()) {
        var kept = kind.kept(raw);
        assertThat(kept.flatMap(kind::kept)).as("%s of seed %d", kind, SEED).isEqualTo(kept);
      }
    }
  }

  @Test
  void alteredTextsNeverThrow() {
    for (int i = 0; i < RUNS; i++) {
      var random = new SplittableRandom(SEED + i);
      var text = new StringBuilder(PassportText.write(passport(random)));
      for (int j = random.nextInt(1, 5); j > 0; j--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, ";,=%.1\u0000\ud800".charAt(random.nextInt(8)));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, text.substring(at, random.nextInt(at, text.length())));
        }
      }

      assertThat(PassportText.read("p", text.toString()))
          .as("run %d, seed %d", i, SEED)
          .isNotNull();
      assertThat(Rebound.read(text.toString())).isNotNull();
    }
  }

  private static Passport passport(RandomGenerator random) {
    var enrolled = Instant.ofEpochSecond(random.nextInt());
    List<EvidenceItem> items = new ArrayList<>();
    for (EvidenceKind kind : EvidenceKind.values()) {
      Source source = SOURCES.get(random.nextInt(SOURCES.size()));
      Instant at = random.nextBoolean() ? enrolled : Instant.ofEpochSecond(random.nextInt());
      EvidenceItem.of(kind, word(random, 60), source, at).ifPresent(items::add);
    }
    String name = word(random, 32).replaceAll("\\p{Cc}", "_") + "n";
    return new Passport(
        "p" + random.nextInt(1000),
        name.substring(name.offsetByCodePoints(name.length(), -1)).isBlank() ? "n" : cut(name),
        enrolled,
        random.nextBoolean() ? Optional.empty() : Optional.of(enrolled.plusSeconds(5)),
        Evidence.of(items),
        Map.of());
  }

  private static String cut(String name) {
    return name.codePointCount(0, name.length()) <= 32
        ? name
        : name.substring(name.offsetByCodePoints(0, name.codePointCount(0, name.length()) - 32));
  }

  private static String word(RandomGenerator random, int longest) {
    var word = new StringBuilder();
    for (int i = random.nextInt(longest); i > 0; i--) {
      word.appendCodePoint(
          switch (random.nextInt(8)) {
            case 0 -> ";,=%. ".codePointAt(random.nextInt(6));
            case 1 -> random.nextInt(0xe000, 0x20000);
            case 2 -> random.nextInt(0x100);
            default -> random.nextInt('0', 'z');
          });
    }
    return word.toString();
  }
}
