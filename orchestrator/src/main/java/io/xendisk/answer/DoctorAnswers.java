package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.host.Diagnosis;
import io.xendisk.domain.host.Finding;
import io.xendisk.domain.host.Fix;
import io.xendisk.operation.DiagnosePool;
import io.xendisk.operation.DiagnosePool.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code doctor} prints: nothing where nothing is wrong. */
public final class DoctorAnswers {
  private DoctorAnswers() {}

  /** What was mended, and what is left. */
  public static Answer of(Diagnosis left, List<Fixed> fixed, boolean notices, long calls) {
    var text = new ArrayList<String>();
    fixed.forEach(each -> text.add(line(each)));
    text.addAll(FindingWords.lines(left, notices));
    return new Answer(
        left.isWrong() ? Exit.FAILED : Exit.DONE,
        document(left, fixed.stream().map(DoctorAnswers::document).toList(), calls),
        text,
        names(left),
        talk(left, !fixed.isEmpty(), notices));
  }

  /** What would be mended. */
  public static Answer planned(Diagnosis found, List<Fix> fixes, boolean notices, long calls) {
    var text = new ArrayList<String>();
    fixes.forEach(fix -> text.add("would mend  " + fix.words()));
    text.addAll(FindingWords.lines(found, notices));
    return new Answer(
        found.isWrong() ? Exit.FAILED : Exit.DONE,
        document(found, fixes.stream().map(fix -> document(fix, "planned", null)).toList(), calls),
        text,
        names(found),
        talk(found, false, notices));
  }

  private static List<String> names(Diagnosis found) {
    return found.findings().stream().filter(Finding::isWrong).map(Finding::id).toList();
  }

  private static String line(Fixed fixed) {
    return fixed.failed() == null
        ? "mended  " + fixed.fix().words()
        : "NOT MENDED  %s: %s".formatted(fixed.fix().words(), fixed.failed());
  }

  /** Nothing is said of notices where nothing is wrong: a healthy world is silent. */
  private static List<String> talk(Diagnosis found, boolean mended, boolean notices) {
    var talk = new ArrayList<String>();
    long wrong = found.findings().stream().filter(Finding::isWrong).count();
    long others = found.found().size() - wrong;
    if (mended) {
      talk.add(
          wrong == 0
              ? "Nothing wrong is left."
              : wrong + " left: mend them as they say, then run it again.");
    } else if (wrong > 0 && !DiagnosePool.fixesOf(found.found()).isEmpty()) {
      talk.add("`xendisk doctor --fix` mends what is safe to mend.");
    }
    if (wrong > 0 && !notices && others > 0) {
      talk.add(others + " notices: --notices shows them.");
    }
    return talk;
  }

  private static Map<String, Object> document(
      Diagnosis found, List<Map<String, Object>> fixes, long calls) {
    var document = Documents.map();
    document.put("healthy", !found.isWrong());
    document.put("findings", FindingWords.documents(found));
    document.put("fixes", fixes);
    document.put("calls", calls);
    return document;
  }

  private static Map<String, Object> document(Fixed fixed) {
    return document(fixed.fix(), fixed.failed() == null ? "done" : "failed", fixed.failed());
  }

  private static Map<String, Object> document(Fix fix, String status, @Nullable String why) {
    var document = Documents.map();
    document.put("fix", fix.words());
    document.put("status", status);
    Documents.put(document, "why", why);
    return document;
  }
}
