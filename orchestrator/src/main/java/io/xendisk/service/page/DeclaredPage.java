package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.DeclaredAnswers;
import io.xendisk.domain.disk.Disk;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be so in a pool, how it stands, and what is let alone. Pure. */
public final class DeclaredPage {
  private final Visitor visitor;
  private final PoolView pool;

  public DeclaredPage(Visitor visitor, PoolView pool) {
    this.visitor = visitor;
    this.pool = pool;
  }

  public String page() {
    var title = "What is to be so in " + pool.name();
    var seen = pool.snapshot();
    var parts = new ArrayList<Html>();
    parts.add(DiskPage.trail(pool, null));
    parts.add(tag("h1").add(title));
    parts.add(Overview.away(pool));
    if (seen != null) {
      var declared = DeclaredAnswers.documents(seen.status());
      parts.add(
          declared.isEmpty()
              ? tag("p").add("Nothing is declared.")
              : tag("ul", "findings").add(declared.stream().map(this::declared).toList()));
      parts.add(tag("h2").add("What services let alone"));
      var pauses = DeclaredAnswers.pauses(seen.status());
      parts.add(
          pauses.isEmpty()
              ? tag("p").add("Nothing: they see to all of it.")
              : tag("ul", "findings").add(pauses.stream().map(this::paused).toList()));
    }
    if (visitor.mayAct()) {
      parts.add(declaring());
      parts.add(pausing());
    }
    return Layout.still(visitor, title, Html.all(parts));
  }

  private Element declared(Map<String, Object> one) {
    var disk = String.valueOf(one.get("disk"));
    var item =
        tag("li", "finding")
            .add(
                tag("h3").add("%s in %s".formatted(disk, one.get("vm"))),
                tag("p").add(tag("b").add("Now "), Html.text(now(one))),
                tag("p", "quiet-words").add("%s, %s".formatted(one.get("mode"), one.get("keep"))));
    return visitor.mayAct()
        ? item.add(
            form("withdraw").add(hidden("disk", disk), submit("Declare it no more", "withdraw")))
        : item;
  }

  private static String now(Map<String, Object> one) {
    var why = one.get("why");
    return why == null ? String.valueOf(one.get("state")) : one.get("state") + ": " + why;
  }

  private Element paused(Map<String, Object> one) {
    var what = String.valueOf(one.get("what"));
    var name = one.get("name") == null ? null : String.valueOf(one.get("name"));
    var item =
        tag("li", "finding")
            .add(
                tag("h3").add(name == null ? "the whole pool" : what + " " + name),
                tag("p", "quiet-words").add("by " + one.get("by")));
    return visitor.mayAct()
        ? item.add(form("resume").add(said(what, name), submit("Go on with it", "resume")))
        : item;
  }

  private static Html said(String what, @Nullable String name) {
    return name == null
        ? hidden("what", what)
        : Html.all(hidden("what", what), hidden("name", name));
  }

  private Element declaring() {
    return form("declared")
        .add(
            tag("h2").add("Declare a disk"),
            tag("label").with("for", "disk").add("Disk"),
            field("disk").with("list", "disks"),
            tag("datalist")
                .with("id", "disks")
                .add(names().stream().map(DeclaredPage::option).toList()),
            tag("label").with("for", "vm").add("VM, by name or uuid"),
            field("vm"),
            tag("label").with("for", "keep").add("How long"),
            tag("select")
                .with("id", "keep")
                .with("name", "keep")
                .add(
                    tag("option")
                        .with("value", "keep")
                        .add("for good: it comes back after a start"),
                    tag("option").with("value", "until-shutdown").add("until the VM stops")),
            submit("Declare", "declare"));
  }

  private List<String> names() {
    return pool.disks().stream().map(Disk::name).distinct().sorted().toList();
  }

  private static Element option(String value) {
    return tag("option").with("value", value);
  }

  private Element pausing() {
    return form("pause")
        .add(
            tag("h2").add("Let something alone"),
            tag("label").with("for", "what").add("What"),
            tag("select")
                .with("id", "what")
                .with("name", "what")
                .add(
                    tag("option").with("value", "pool").add("the whole pool"),
                    tag("option").with("value", "vm").add("a VM"),
                    tag("option").with("value", "set").add("a set of disks")),
            tag("label").with("for", "name").add("Which VM or set"),
            tag("input").with("id", "name").with("name", "name").with("maxlength", "500"),
            submit("Let it alone", "pause"));
  }

  private Element form(String deed) {
    return tag("form", "order")
        .with("method", "post")
        .with("action", pool.path() + "/" + deed)
        .add(Layout.csrf(visitor));
  }

  private static Element field(String name) {
    return tag("input")
        .with("id", name)
        .with("name", name)
        .with("maxlength", "500")
        .with("required", true);
  }

  private static Element hidden(String name, String value) {
    return tag("input").with("type", "hidden").with("name", name).with("value", value);
  }

  private static Element submit(String words, String deed) {
    return tag("button", "button").with("type", "submit").with("data-deed", deed).add(words);
  }
}
