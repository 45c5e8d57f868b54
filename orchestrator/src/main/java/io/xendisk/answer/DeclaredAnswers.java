package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.declared.Declarations;
import io.xendisk.domain.declared.Move;
import io.xendisk.domain.declared.Pauses;
import io.xendisk.domain.declared.ReconcileRule;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.operation.DeclaredDisks.Difference;
import io.xendisk.operation.ShowStatus.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said of declared attachments. Stateless. */
public final class DeclaredAnswers {
  private DeclaredAnswers() {}

  /** What {@code apply} changed, or would change. */
  public static Answer applied(List<Difference> differences, boolean planned) {
    var document = Documents.map();
    document.put("changed", !planned && !differences.isEmpty());
    document.put("outcome", planned ? "planned" : differences.isEmpty() ? "already-so" : "applied");
    return answer(Exit.DONE, document, differences);
  }

  /** What {@code diff} shows; exit 1 where there is a difference. */
  public static Answer differences(List<Difference> differences) {
    return answer(differences.isEmpty() ? Exit.DONE : Exit.FAILED, Documents.map(), differences);
  }

  private static Answer answer(
      Exit exit, Map<String, Object> document, List<Difference> differences) {
    document.put("attachments", differences.stream().map(DeclaredAnswers::document).toList());
    return new Answer(
        exit,
        document,
        differences.stream().map(DeclaredAnswers::line).toList(),
        differences.stream().map(Difference::disk).toList(),
        List.of());
  }

  private static Map<String, Object> document(Difference difference) {
    var document = Documents.map();
    document.put("disk", difference.disk());
    document.put("difference", difference.word());
    Documents.put(document, "now", difference.now().map(DeclaredAnswers::declared).orElse(null));
    Documents.put(
        document, "wanted", difference.wanted().map(DeclaredAnswers::declared).orElse(null));
    return document;
  }

  private static String line(Difference difference) {
    return "%-10s  %s%s"
        .formatted(
            difference.word(),
            difference.disk(),
            difference.wanted().map(wanted -> " in " + wanted.vm()).orElse(""));
  }

  /** What is declared, as it stands in JSON. */
  public static Map<String, Object> declared(Declaration declared) {
    var document = Documents.map();
    document.put("disk", declared.disk());
    document.put("vm", declared.vm());
    document.put(
        "mode", declared.request().mode() == Attachment.Mode.RW ? "read-write" : "read-only");
    document.put("keep", declared.request().keep().word());
    document.put("ifHalted", declared.request().ifHalted().toString());
    return document;
  }

  /** What {@code get attachments} shows: what is declared, and what a service does about it now. */
  public static Answer shown(Status seen) {
    var documents = documents(seen);
    var rows = new ArrayList<List<String>>();
    for (var each : documents) {
      rows.add(
          List.of("disk", "vm", "mode", "keep", "state").stream()
              .map(member -> String.valueOf(each.get(member)))
              .toList());
    }
    var document = Documents.map();
    document.put("attachments", documents);
    var text = new ArrayList<String>();
    if (rows.isEmpty()) {
      text.add("nothing is declared");
    } else {
      text.addAll(TableText.of(List.of("DISK", "VM", "MODE", "KEEP", "STATE"), rows));
    }
    documents.stream()
        .flatMap(each -> Stream.ofNullable(each.get("why")))
        .forEach(why -> text.addAll(Folded.lines("why  ", String.valueOf(why))));
    return new Answer(
        Exit.DONE,
        document,
        text,
        documents.stream().map(each -> String.valueOf(each.get("disk"))).toList(),
        List.of());
  }

  /** The attachments that are declared, each with its {@code state}, and what is in its way. */
  public static List<Map<String, Object>> documents(Status seen) {
    var notes = seen.inventory().notes();
    var declarations = Declarations.in(notes);
    var rule = new ReconcileRule(declarations, Pauses.in(notes), seen.disks(), seen.noted());
    return declarations.byDisk().values().stream()
        .map(
            each -> {
              var document = declared(each);
              var move = rule.moveFor(each);
              document.put("state", state(move));
              Documents.put(
                  document,
                  "why",
                  rule.standsInTheWay(each, move)
                      .map(why -> Advice.on(why).message())
                      .orElse(null));
              return document;
            })
        .toList();
  }

  /** In one word what there is to do, or why there is nothing. */
  private static String state(Move move) {
    return switch (move) {
      case Move.Nothing(var reason) -> reason.word();
      case Move.Remember _ -> Move.Reason.THERE.word();
      case Move.Respect _ -> Move.Reason.RELEASED_BY_A_PERSON.word();
      case Move.Attach _ -> "to-be-attached";
    };
  }

  /** What is held up, by whom; a VM by its name where that is known. */
  public static List<Map<String, Object>> pauses(Status seen) {
    var pauses = new ArrayList<Map<String, Object>>();
    Pauses.in(seen.inventory().notes())
        .all()
        .forEach(
            (what, by) -> {
              var document = Documents.map();
              switch (what) {
                case Pauses.What.ThePool _ -> {
                  document.put("what", "pool");
                  Documents.put(document, "name", null);
                }
                case Pauses.What.OfSet(var name) -> {
                  document.put("what", "set");
                  document.put("name", name);
                }
                case Pauses.What.OfVm(var uuid) -> {
                  document.put("what", "vm");
                  document.put("name", nameOf(seen, uuid));
                }
              }
              document.put("by", by);
              pauses.add(document);
            });
    return pauses;
  }

  private static String nameOf(Status seen, String uuid) {
    return seen.noted().stream()
        .filter(vm -> vm.id().uuid().equals(uuid))
        .map(vm -> vm.name())
        .findFirst()
        .orElse(uuid);
  }

  /** What is answered to somebody who holds services up, or lets them go on. */
  public static Answer paused(boolean changed, boolean paused, String what, @Nullable String name) {
    var word = paused ? "paused" : "resumed";
    var document = Documents.map();
    document.put("changed", changed);
    document.put("outcome", changed ? word : "already-" + word);
    document.put("what", what);
    Documents.put(document, "name", name);
    var full = name == null ? what : what + " " + name;
    var line = "%s%s  %s".formatted(changed ? "" : "already ", word, full);
    return new Answer(Exit.DONE, document, List.of(line), List.of(full), List.of());
  }
}
