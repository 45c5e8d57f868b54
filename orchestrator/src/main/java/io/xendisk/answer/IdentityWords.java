package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskEvidence;
import io.xendisk.domain.disk.passport.Difference;
import io.xendisk.domain.disk.passport.Evidence;
import io.xendisk.domain.disk.passport.EvidenceItem;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Twins;
import io.xendisk.domain.disk.passport.Verdict;
import io.xendisk.operation.Found;
import io.xendisk.operation.KeepPassports.Kept;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which disk a disk is, in words and in JSON. */
public final class IdentityWords {
  private IdentityWords() {}

  /**
   * The members of a disk's document that say which disk it is, how sure that is, and since when.
   */
  static Map<String, Object> document(Disk disk) {
    var document = Documents.map();
    var passports = disk.recognition().claims();
    document.put("identity", word(disk.recognition()));
    Documents.put(
        document,
        "passport",
        passports.size() == 1 ? passport(passports.getFirst().passport()) : null);
    document.put("evidence", items(DiskEvidence.of(disk, moment(disk))));
    document.put("twins", twins(disk).stream().map(IdentityWords::twin).toList());
    document.put("contradictions", contradictions(disk).stream().map(IdentityWords::side).toList());
    document.put("remarks", IdentityRule.remarks(disk));
    document.put("rebound", isRebound(disk));
    return document;
  }

  public static Map<String, Object> passport(Passport passport) {
    var document = Documents.map();
    document.put("id", passport.id());
    document.put("label", passport.name());
    document.put("enrolledAt", passport.enrolledAt());
    Documents.put(document, "retiredAt", passport.retiredAt().orElse(null));
    Documents.put(document, "keptOn", passport.keeper().orElse(null));
    document.put("evidence", items(passport.evidence()));
    return document;
  }

  /** What a disk's record says is as old as the reading of the disk, as far as is known. */
  private static Instant moment(Disk disk) {
    return disk.contents() instanceof Contents.Known known ? known.readAt() : Instant.EPOCH;
  }

  private static List<Map<String, Object>> items(Evidence evidence) {
    return evidence.items().values().stream().map(IdentityWords::item).toList();
  }

  private static Map<String, Object> item(EvidenceItem item) {
    var document = Documents.map();
    document.put("kind", item.kind().words());
    document.put("value", item.value());
    document.put("source", item.source().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    document.put("at", item.at());
    return document;
  }

  private static Map<String, Object> twin(Twins twins) {
    var document = Documents.map();
    document.put("kind", twins.kind().words());
    document.put("value", twins.value());
    document.put("vdis", twins.disks());
    return document;
  }

  private static Map<String, Object> side(Difference difference) {
    var document = Documents.map();
    document.put("kind", difference.kind().words());
    document.put("enrolled", difference.enrolled());
    Documents.put(document, "seen", difference.seen().orElse(null));
    return document;
  }

  /** How sure it is, for a table. */
  public static String words(Disk disk) {
    var word = word(disk.recognition()).replace('-', ' ');
    return isRebound(disk) ? word + ", place not trusted" : word;
  }

  private static String word(Recognition recognition) {
    return switch (recognition) {
      case Recognition.Stranger _ -> "not-enrolled";
      case Recognition.Known(_, var verdict) ->
          switch (verdict) {
            case Verdict.Same _ -> "proved";
            case Verdict.SameWithDrift _ -> "proved-with-drift";
            case Verdict.NotProvable _ -> "not-provable";
            case Verdict.Another _ -> "contradicted";
          };
      case Recognition.Contested _ -> "contested";
      case Recognition.Twin _ -> "twin";
      case Recognition.LastSeen _ -> "last-seen";
    };
  }

  private static boolean isRebound(Disk disk) {
    return disk.marks().memory().filter(memory -> memory.rebound().isPresent()).isPresent();
  }

  private static List<Twins> twins(Disk disk) {
    return disk.recognition() instanceof Recognition.Twin(var twins, _) ? twins : List.of();
  }

  private static List<Difference> contradictions(Disk disk) {
    return disk.recognition() instanceof Recognition.Known(_, Verdict.Another(var differences, _))
        ? differences
        : List.of();
  }

  /** What stands of it in the answer of {@code disk show}. */
  public static Map<String, @Nullable String> rows(Disk disk) {
    var rows = new LinkedHashMap<String, @Nullable String>();
    rows.put("identity", words(disk));
    for (var claim : disk.recognition().claims()) {
      var passport = claim.passport();
      rows.put(
          "enrolled as " + passport.name(),
          passport.enrolledAt()
              + passport.retiredAt().map(at -> ", retired " + at).orElse("")
              + passport.keeper().map(vm -> ", kept on VM " + vm).orElse("")
              + evidence(passport));
    }
    rows.put(
        "seen now",
        DiskEvidence.of(disk, moment(disk)).items().values().stream()
            .map(IdentityWords::words)
            .collect(Collectors.joining(", ")));
    int number = 0;
    for (var remark : IdentityRule.remarks(disk)) {
      rows.put("remark" + (++number == 1 ? "" : " " + number), remark);
    }
    for (var difference : contradictions(disk)) {
      rows.put(difference.kind().words() + " contradicts", difference.toString());
    }
    for (var twins : twins(disk)) {
      rows.put("twin by " + twins.kind().words(), twins.value() + ": " + twins.disks());
    }
    return rows;
  }

  private static String evidence(Passport passport) {
    return passport.evidence().items().values().stream()
        .map(IdentityWords::words)
        .collect(Collectors.joining(", ", " by ", ""));
  }

  private static String words(EvidenceItem item) {
    return item.kind().words() + " " + item.value();
  }

  /** What of the disks of a list a person should look at. */
  public static List<String> alarms(List<Disk> disks) {
    return disks.stream()
        .flatMap(
            disk ->
                new IdentityRule()
                    .forbids(disk, true, IdentityRule.Consent.NONE).stream()
                        .map(problem -> Advice.on(problem).message()))
        .toList();
  }

  /** When the evidence of a disk was taken, null if it has to be taken again. */
  static @Nullable String evidenceAt(Disk disk) {
    return disk.contents() instanceof Contents.Known known ? known.readAt().toString() : null;
  }

  /** The answer of {@code retire} and {@code forget}. */
  public static Answer answer(Found<Kept> found, String word) {
    return switch (found) {
      case Found.Not<Kept>(var why) -> throw new Failure(Advice.on(why));
      case Found.One<Kept>(var kept) -> {
        var document = Documents.map();
        document.put("changed", kept.changed());
        document.put("outcome", kept.changed() ? word : "already-" + word);
        document.put("passport", passport(kept.passport()));
        var line = (kept.changed() ? "" : "already ") + word + "  " + kept.passport().name();
        yield new Answer(
            Exit.DONE, document, List.of(line), List.of(kept.passport().name()), List.of());
      }
    };
  }
}
