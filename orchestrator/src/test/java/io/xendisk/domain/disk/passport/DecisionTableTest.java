package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.MODEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.SIZE;
import static io.xendisk.domain.disk.passport.EvidenceKind.USB_SERIAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The decision table in docs/passports.md and the comparison say the same, in every case. */
class DecisionTableTest {
  private static final Path DOCS = Path.of("../docs/passports.md");
  private static final List<String> CONTENTS = List.of("same", "other", "gone", "unknown");
  private static final List<String> SERIALS = List.of("same", "other", "unknown");
  private static final List<String> MODELS =
      List.of("same", "same, not alone", "other model", "other size", "unknown");
  private static final List<String> USB = List.of("same", "other", "unknown");

  private record Case(String contents, String serial, String model, String usb) {}

  private record Row(Case when, String verdict, String who) {
    boolean matches(Case given) {
      return matches(when.contents(), given.contents())
          && matches(when.serial(), given.serial())
          && matches(when.model(), given.model())
          && matches(when.usb(), given.usb());
    }

    private static boolean matches(String pattern, String value) {
      return pattern.equals("any") || pattern.equals(value);
    }
  }

  @Test
  void everyCaseIsDecidedAsTheFirstRowThatFitsItSays() throws IOException {
    List<Row> rows = rows();
    Set<Row> used = new HashSet<>();

    for (Case given : cases()) {
      Row row = rows.stream().filter(found -> found.matches(given)).findFirst().orElseThrow();
      used.add(row);
      var known = new Recognition.Known(enrolled(), verdict(given));
      assertThat(name(known.verdict())).as("%s by %s", given, row).isEqualTo(row.verdict());
      assertThat(name(known.whoMayAct())).as("%s by %s", given, row).isEqualTo(row.who());
    }

    assertThat(used).as("every row decides some case").hasSameSizeAs(rows);
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String contents : CONTENTS) {
      for (String serial : SERIALS) {
        for (String model : MODELS) {
          for (String usb : USB) {
            cases.add(new Case(contents, serial, model, usb));
          }
        }
      }
    }
    return cases;
  }

  private static Passport enrolled() {
    return Disks.passport(
        "a",
        Disks.diskA()
            .and(Disks.evidence(USB_SERIAL, "DOCK-1"))
            .without(List.of(EvidenceKind.LABEL)));
  }

  private static Verdict verdict(Case given) {
    Evidence seen = Evidence.NONE;
    seen = seen.and(contents(given.contents()));
    seen = seen.and(value(SERIAL, given.serial(), "WD-A", "WD-B"));
    seen = seen.and(value(USB_SERIAL, given.usb(), "DOCK-1", "DOCK-2"));
    seen =
        seen.and(
            switch (given.model()) {
              case "other model" -> Disks.evidence(MODEL, "Dock", SIZE, "2000398934016");
              case "other size" -> Disks.evidence(MODEL, "WDC WD20EARS-00M", SIZE, "3000");
              case "unknown" -> Evidence.NONE;
              default -> Disks.evidence(MODEL, "WDC WD20EARS-00M", SIZE, "2000398934016");
            });
    List<Evidence> others =
        given.model().equals("same, not alone") ? List.of(Disks.diskB()) : List.of();
    return new PassportComparison(others).compare(enrolled(), seen);
  }

  private static Evidence contents(String word) {
    return switch (word) {
      case "same" -> Disks.evidence(FILESYSTEM, Disks.FS_A);
      case "other" -> Disks.evidence(FILESYSTEM, Disks.FS_B);
      case "gone" -> Disks.wiped(Evidence.NONE);
      default -> Evidence.NONE;
    };
  }

  private static Evidence value(EvidenceKind kind, String word, String same, String other) {
    return switch (word) {
      case "same" -> Disks.evidence(kind, same);
      case "other" -> Disks.evidence(kind, other);
      default -> Evidence.NONE;
    };
  }

  private static String name(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Same _ -> "same";
      case Verdict.SameWithDrift _ -> "same, with drift";
      case Verdict.NotProvable _ -> "not provable";
      case Verdict.Another _ -> "another";
    };
  }

  private static String name(WhoMayAct who) {
    return switch (who) {
      case ANYONE -> "anyone";
      case A_PERSON -> "a person";
      case NOBODY -> "nobody";
    };
  }

  private static List<Row> rows() throws IOException {
    try (Stream<String> lines = Files.lines(DOCS)) {
      return lines
          .dropWhile(line -> !line.startsWith("| contents | serial"))
          .skip(2)
          .takeWhile(line -> line.startsWith("|"))
          .map(line -> List.of(line.substring(2).split("\\s*\\|\\s*", -1)))
          .map(
              cells ->
                  new Row(
                      new Case(cells.get(0), cells.get(1), cells.get(2), cells.get(3)),
                      cells.get(4),
                      cells.get(5)))
          .toList();
    }
  }
}
