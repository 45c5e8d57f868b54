package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.rotation.Due;
import io.xendisk.domain.rotation.Notice;
import io.xendisk.domain.rotation.RotationPolicy.Decided;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.operation.Deed;
import io.xendisk.operation.RotationRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code rotation run}, {@code in} and {@code out} answer. */
public final class RotationRunAnswers {
  private RotationRunAnswers() {}

  /**
   * The answer.
   *
   * @param byWord whether a person waits for it, who is told everything
   * @param quiet whether only what needs a person is printed
   */
  public static Answer of(String set, RotationRun run, boolean byWord, boolean quiet, long calls) {
    var text = new ArrayList<String>();
    var talk = new ArrayList<String>();
    for (var deed : run.deeds()) {
      switch (deed) {
        case Deed.Released released -> {
          text.add(DetachAnswers.safeToPull(released.disk()));
          talk.add(
              "%s of %s was released: %s"
                  .formatted(released.disk().name(), set, released.why().words()));
        }
        case Deed.Attached attached -> {
          if (!quiet || attached.outOfTurn()) {
            text.add(
                "attached  %s of %s%s"
                    .formatted(
                        attached.disk().name(), set, attached.outOfTurn() ? ", out of turn" : ""));
          }
          talk.addAll(quiet ? List.of() : attached.notes());
        }
      }
    }
    var why = run.why();
    if (why != null && (byWord || isNew(run))) {
      talk.addAll(Prose.of(why));
    }
    run.news().stream()
        .filter(notice -> why == null || !why.message().equals(notice.text()))
        .filter(notice -> !isSaidBy(run, notice))
        .forEach(notice -> talk.add(notice.text()));
    if (byWord && why == null && run.deeds().isEmpty() && run.decided() != null) {
      text.add(nothing(run.decided()));
    }
    return new Answer(
        why == null ? Exit.DONE : why.exit(),
        document(set, run, calls),
        text,
        run.deeds().stream().map(deed -> deed.disk().name()).toList(),
        talk);
  }

  /** A problem of which there is no notice is not remembered by anybody, so it is always said. */
  private static boolean isNew(RotationRun run) {
    return run.decided() == null
        || !(run.decided().due() instanceof Due.Refuse)
        || !run.news().isEmpty()
        || run.decided().notices().isEmpty();
  }

  /** What the problem says already need not be said a second time. */
  private static boolean isSaidBy(RotationRun run, Notice notice) {
    var about = notice.about();
    return run.why() != null
        && about != null
        && (notice.kind() == Notice.Kind.DISK_DUE || notice.kind() == Notice.Kind.DISK_OVERDUE)
        && run.why().message().contains(about.name());
  }

  private static String nothing(Decided decided) {
    var why = whyNothing(decided);
    return why == null ? "nothing to do" : "nothing to do: " + why;
  }

  private static @Nullable String whyNothing(Decided decided) {
    return switch (decided.due()) {
      case Due.Nothing(var why) -> why;
      case Due.NotNow(var why) -> why;
      case Due.Release _, Due.Attach _, Due.Refuse _ -> null;
    };
  }

  private static Map<String, Object> document(String set, RotationRun run, long calls) {
    var document = Documents.map();
    document.put("set", set);
    document.put("changed", !run.deeds().isEmpty());
    document.put("outcome", outcome(run));
    document.put("deeds", run.deeds().stream().map(RotationRunAnswers::deed).toList());
    var decided = run.decided();
    var scene = run.scene();
    Documents.put(document, "next", decided == null || scene == null ? null : next(decided, scene));
    Documents.put(document, "why", decided == null ? null : whyNothing(decided));
    document.put(
        "notices",
        decided == null
            ? List.of()
            : decided.notices().stream().map(RotationWords::notice).toList());
    document.put("news", run.news().stream().map(RotationWords::notice).toList());
    if (run.usage() != null) {
      document.put("hooks", HookWords.document(List.of(run.usage())));
    }
    if (run.why() != null) {
      document.put("error", Documents.error(run.why(), null));
    }
    document.put("calls", calls);
    return document;
  }

  private static String outcome(RotationRun run) {
    if (!run.deeds().isEmpty()) {
      return run.deeds().getLast() instanceof Deed.Attached ? "attached" : "released";
    }
    return run.why() == null ? "nothing" : "waiting";
  }

  private static @Nullable Map<String, Object> next(Decided decided, Scene scene) {
    var now =
        new Scene(
            scene.set(),
            scene.vmRuns(),
            decided.members(),
            scene.strangers(),
            scene.inhibitors(),
            scene.now());
    return decided.expected().map(turn -> RotationWords.turn(turn, now)).orElse(null);
  }

  private static Map<String, Object> deed(Deed deed) {
    var document = Documents.map();
    switch (deed) {
      case Deed.Released released -> {
        document.put("deed", "released");
        document.put("safeToPull", true);
        document.put("why", released.why().words());
      }
      case Deed.Attached attached -> {
        document.put("deed", "attached");
        document.put("outOfTurn", attached.outOfTurn());
        document.put("notes", attached.notes());
      }
    }
    document.put("disk", Documents.disk(deed.disk()));
    document.put("steps", Documents.steps(deed.steps()));
    return document;
  }
}
