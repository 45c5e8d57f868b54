package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.DetachAnswers;
import io.xendisk.domain.disk.Disk;
import io.xendisk.service.page.Html.Element;
import io.xendisk.service.work.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of something that a person ordered. Pure. */
public final class OperationPage {
  private static final String LOUD = "SAFE TO PULL";

  private OperationPage() {}

  public static String page(Visitor visitor, PoolView pool, OperationView view) {
    var disk = view.disk(pool).orElse(null);
    var title = view.title(pool);
    var operation = view.operation();
    var end = operation.end();
    var parts = new ArrayList<Html>();
    parts.add(DiskPage.trail(pool, disk));
    parts.add(tag("h1").add(title));
    parts.add(
        tag("p", "quiet-words")
            .add(
                Html.text("Ordered by " + operation.by() + ", "), Moments.of(operation.started())));
    parts.add(Overview.away(pool));
    if (end == null) {
      parts.add(underWay(visitor, view));
      return Layout.waiting(visitor, title, view.path(), Html.all(parts));
    }
    if (disk != null) {
      parts.add(SafePanel.of(pool, disk));
    }
    parts.add(
        end.result().get("error") instanceof Map<?, ?> error ? refused(error, end) : done(end));
    parts.add(onward(pool, disk));
    return Layout.live(visitor, title, view.path(), Html.all(parts));
  }

  private static Element onward(PoolView pool, @Nullable Disk disk) {
    var acts = tag("p", "acts");
    if (disk != null) {
      acts =
          acts.add(Look.button(pool.path(disk), "To " + disk.name(), "main").with("id", "to-disk"));
    }
    return acts.add(Look.button("/", "To all bays").with("id", "to-all"));
  }

  private static Element underWay(Visitor visitor, OperationView view) {
    var said = view.progress().isEmpty() ? "It is begun." : view.progress().getLast();
    var waits =
        tag("section", "under-way")
            .with("data-say", said)
            .add(
                tag("p", "under-way-now").add(Look.shape("◷"), Html.text("Under way")),
                tag("ul").add(view.progress().stream().map(line -> tag("li").add(line)).toList()));
    return visitor.mayAct()
        ? waits.add(
            tag("form")
                .with("method", "post")
                .with("action", view.path() + "/cancel")
                .add(
                    Layout.csrf(visitor),
                    tag("button", "button")
                        .with("type", "submit")
                        .with("id", "cancel")
                        .add("Cancel")))
        : waits;
  }

  /** What did not go as wished, with the words of the command. */
  private static Element refused(Map<?, ?> error, Operation.End end) {
    var message = String.valueOf(error.get("message"));
    return tag("div", "trouble")
        .with("data-say", message)
        .with("role", "alert")
        .add(end.text().stream().map(line -> tag("p", "said").add(line)).toList())
        .add(
            tag("p", "trouble-what").add(Look.shape("▲"), Html.text(message)),
            tag("p", "trouble-advice").add(Look.code(String.valueOf(error.get("advice")))),
            tag("p", "trouble-id").add(String.valueOf(error.get("id"))),
            steps(end));
  }

  /**
   * The words of the command, but for its loudest line: whether a disk is safe to pull is said by
   * the panel above, which knows what is so now, and not by what was so at the end of the
   * operation.
   */
  private static Element done(Operation.End end) {
    var text = new ArrayList<String>();
    end.text().forEach(line -> text.add(quietly(line)));
    return tag("section", "outcome", "outcome-done")
        .with("data-say", String.join(" ", text))
        .add(tag("p", "outcome-word").add(Look.shape("✓"), Html.text("Done")))
        .add(text.stream().map(line -> tag("p", "said").add(line)).toList())
        .add(
            end.talk().stream()
                .filter(line -> !line.equals(DetachAnswers.CACHE))
                .map(line -> tag("p").add(Look.code(line)))
                .toList())
        .add(steps(end));
  }

  private static String quietly(String line) {
    return line.startsWith(LOUD) ? "released" + line.substring(LOUD.length()) : line;
  }

  private static Html steps(Operation.End end) {
    if (!(end.result().get("steps") instanceof List<?> steps) || steps.isEmpty()) {
      return Html.nothing();
    }
    return tag("details")
        .add(
            tag("summary").add("Steps"),
            tag("ol", "steps")
                .add(
                    steps.stream()
                        .filter(Map.class::isInstance)
                        .map(step -> step((Map<?, ?>) step))
                        .toList()));
  }

  private static Element step(Map<?, ?> step) {
    return tag("li")
        .add(
            tag("span").add(step.get("step") + ": " + step.get("status")),
            tag("span", "quiet-words").add(step.get("ms") + " ms"));
  }
}
