package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.Answer;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.disk.Confirmation;
import io.xendisk.domain.disk.Disk;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ordering something of a disk: what is wished, what would come of it, and only then the deed. */
public final class OrderPage {
  private static final int FEW = 60;

  private final Visitor visitor;
  private final PoolView pool;
  private final Disk disk;

  public OrderPage(Visitor visitor, PoolView pool, Disk disk) {
    this.visitor = visitor;
    this.pool = pool;
    this.disk = disk;
  }

  /** What {@code explain} answers, or why it cannot be asked. */
  public sealed interface Explained {
    record Told(Answer answer) implements Explained {}

    record Untold(Explanation why) implements Explained {}
  }

  /** How an attach is wished. */
  public record AttachWish(String vm, String ifHalted) {}

  /** Which VM? And when one was named: what would come of it? */
  public String attach(List<String> vms, @Nullable AttachWish wish, @Nullable Explained explained) {
    var title = "Attach " + disk.name();
    var form =
        tag("form", "order")
            .with("method", "get")
            .with("action", pool.path(disk) + "/attach")
            .add(
                tag("label").with("for", "vm").add("To which VM?"),
                choice(vms, wish == null ? likely(vms) : wish.vm()),
                tag("label").with("for", "if-halted").add("If that VM is halted"),
                ifHalted(wish == null ? "refuse" : wish.ifHalted()),
                tag("button", "button", explained == null ? "main" : "")
                    .with("type", "submit")
                    .with("id", "explain")
                    .add("See what would be done"));
    var parts = new ArrayList<Html>(head(title));
    parts.add(form);
    if (explained != null && wish != null) {
      parts.add(
          explained(
              explained,
              tag("form", "deed")
                  .with("method", "post")
                  .with("action", pool.path(disk) + "/attach")
                  .add(
                      Layout.csrf(visitor),
                      hidden("vm", wish.vm()),
                      hidden("if-halted", wish.ifHalted()),
                      hidden("disk", pool.selector(disk)),
                      confirm("Attach %s to %s".formatted(disk.name(), wish.vm()), "main"))));
    }
    return Layout.still(visitor, title, Html.all(parts));
  }

  public String release(Explained explained) {
    var title = "Release " + disk.name();
    var parts = new ArrayList<Html>(head(title));
    parts.add(
        explained(
            explained,
            tag("form", "deed")
                .with("method", "post")
                .with("action", pool.path(disk) + "/release")
                .add(
                    Layout.csrf(visitor),
                    hidden("disk", pool.selector(disk)),
                    tag("p", "quiet-words")
                        .add("Unmount the disk in its guest first; nothing is forced."),
                    tag("label").with("for", "deadline").add("How long may its guest take?"),
                    deadlines(),
                    confirm("Release " + disk.name(), "main"))));
    return Layout.still(visitor, title, Html.all(parts));
  }

  /** Only for those who may, and only with a reason and a word that shows which disk is meant. */
  public String force(@Nullable Explanation refused) {
    var title = "Take " + disk.name() + " by force";
    var parts = new ArrayList<Html>(head(title));
    if (refused != null) {
      parts.add(Look.trouble(refused).with("role", "alert"));
    }
    parts.add(
        tag("p", "warning")
            .add(
                Look.shape("▲"),
                Html.text(
                    "Its guest is not asked: what it has not written yet is lost, and its"
                        + " filesystem may be damaged. Afterwards the disk is not called safe to"
                        + " pull.")));
    var names = Confirmation.beginnings(disk.serial(), disk.vdi().uuid());
    parts.add(
        tag("form", "order")
            .with("method", "post")
            .with("action", pool.path(disk) + "/force")
            .add(
                Layout.csrf(visitor),
                hidden("disk", pool.selector(disk)),
                tag("label").with("for", "reason").add("Why? It is written into the pool."),
                tag("input")
                    .with("id", "reason")
                    .with("name", "reason")
                    .with("maxlength", "500")
                    .with("required", true),
                tag("label")
                    .with("for", "word")
                    .add(
                        "The last %d characters or more of %s"
                            .formatted(Confirmation.LEAST, String.join(" or ", names))),
                tag("input")
                    .with("id", "word")
                    .with("name", "word")
                    .with("autocomplete", "off")
                    .with("required", true),
                confirm(title, "danger")));
    return Layout.still(visitor, title, Html.all(parts));
  }

  private List<Html> head(String title) {
    return List.of(
        DiskPage.trail(pool, disk),
        tag("h1").add(title),
        tag("p", "which").add(disk.fullName()),
        Overview.away(pool));
  }

  /** The VM of the set that the disk takes turns in, where there is one. */
  private @Nullable String likely(List<String> vms) {
    var names = disk.enrolledNames();
    return pool.rotations().stream()
        .map(view -> view.set())
        .filter(set -> set.members().stream().anyMatch(names::contains))
        .map(set -> set.vm())
        .filter(vms::contains)
        .findFirst()
        .orElse(null);
  }

  private static Html choice(List<String> vms, @Nullable String chosen) {
    if (vms.size() > FEW) {
      var field =
          tag("input")
              .with("id", "vm")
              .with("name", "vm")
              .with("required", true)
              .with("list", "vms");
      return Html.all(
          chosen == null ? field : field.with("value", chosen),
          tag("datalist").with("id", "vms").add(options(vms, null)));
    }
    return tag("select").with("id", "vm").with("name", "vm").add(options(vms, chosen));
  }

  private static List<Element> options(List<String> vms, @Nullable String chosen) {
    return vms.stream()
        .distinct()
        .map(vm -> tag("option").with("value", vm).with("selected", vm.equals(chosen)).add(vm))
        .toList();
  }

  private static Element ifHalted(String chosen) {
    var words =
        Map.of(
            "refuse", "refuse, if this VM never had this disk",
            "start", "start it, and plug the disk in when its guest has booted",
            "wait", "wait for somebody to start it");
    return tag("select")
        .with("id", "if-halted")
        .with("name", "if-halted")
        .add(
            List.of("refuse", "start", "wait").stream()
                .map(
                    word ->
                        tag("option")
                            .with("value", word)
                            .with("selected", word.equals(chosen))
                            .add(words.getOrDefault(word, word)))
                .toList());
  }

  private static Element deadlines() {
    var words = Map.of("10", "ten seconds", "120", "two minutes", "600", "ten minutes");
    return tag("select")
        .with("id", "deadline")
        .with("name", "deadline")
        .add(
            List.of("10", "120", "600").stream()
                .map(
                    seconds ->
                        tag("option")
                            .with("value", seconds)
                            .with("selected", seconds.equals("120"))
                            .add(words.getOrDefault(seconds, seconds)))
                .toList());
  }

  private static Element hidden(String name, String value) {
    return tag("input").with("type", "hidden").with("name", name).with("value", value);
  }

  private static Element confirm(String words, String look) {
    return tag("button", "button", look).with("type", "submit").with("id", "do").add(words);
  }

  private Html explained(Explained explained, Html deed) {
    return switch (explained) {
      case Explained.Untold(var why) -> Look.trouble(why).with("role", "alert");
      case Explained.Told(var answer) -> new ExplainedPart(answer).with(deed);
    };
  }
}
