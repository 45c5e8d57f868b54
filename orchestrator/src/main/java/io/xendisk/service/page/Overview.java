package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.GuardWords;
import io.xendisk.answer.IdentityWords;
import io.xendisk.answer.IncidentWords;
import io.xendisk.answer.StorageWords;
import io.xendisk.service.PoolState;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;
import java.util.List;

/** What is where: every bay of every host, and what a person should know. Pure. */
public final class Overview {
  private Overview() {}

  /** All pools, or one at its own address. */
  public static String page(Visitor visitor, String path, List<PoolView> pools) {
    var title = pools.size() == 1 ? pools.getFirst().name() : pools.size() + " pools";
    var parts = new ArrayList<Html>();
    if (pools.size() > 1) {
      parts.add(contents(pools));
    }
    pools.forEach(pool -> parts.add(section(visitor, pool)));
    if (pools.isEmpty()) {
      parts.add(tag("p").add("This service watches no pool."));
    }
    return Layout.live(visitor, title, path, Html.all(parts));
  }

  private static Element contents(List<PoolView> pools) {
    return tag("nav", "pools")
        .with("aria-label", "Pools")
        .add(
            tag("ul")
                .add(
                    pools.stream()
                        .map(
                            pool ->
                                tag("li")
                                    .add(
                                        Look.link(pool.path(), pool.name()),
                                        tag("span").add(pool.state().word())))
                        .toList()));
  }

  private static Element section(Visitor visitor, PoolView pool) {
    return tag("section", "pool")
        .with("aria-label", "Pool " + pool.name())
        .add(
            tag("div", "pool-head")
                .add(
                    tag("h2").add(pool.name()),
                    state(pool),
                    Look.link(pool.path() + "/findings", "What doctor finds"),
                    Look.link(pool.path() + "/declared", "What is to be so")),
            away(pool),
            SafePanel.of(pool),
            alarms(pool),
            racks(visitor, pool),
            RotationPanel.of(pool),
            waiting(pool));
  }

  static Element state(PoolView pool) {
    var since = pool.state().since();
    return tag("p", "pool-state", "pool-" + pool.state().word())
        .add(
            Look.shape(pool.isLive() ? "●" : "▲"),
            Html.text(pool.state().word() + " since "),
            Moments.of(since),
            Html.text(pool.keeper().isEmpty() ? "" : ", kept by " + pool.keeper()));
  }

  /** That what follows is old, and how old. */
  static Html away(PoolView pool) {
    if (!(pool.state() instanceof PoolState.Away(_, var why))) {
      return pool.snapshot() == null
          ? tag("p", "quiet-words").add("Nobody has looked at this pool yet.")
          : Html.nothing();
    }
    var snapshot = pool.snapshot();
    var age =
        snapshot == null
            ? tag("p").add("Nothing is known of its disks since this service was started.")
            : tag("p")
                .add(
                    Html.text("What stands below is as it was "),
                    Moments.of(snapshot.at()),
                    Html.text(": it may be otherwise by now, so no disk is called safe to pull."));
    return Look.trouble(why).with("role", "alert").add(age);
  }

  private static Html alarms(PoolView pool) {
    var snapshot = pool.snapshot();
    if (snapshot == null) {
      return Html.nothing();
    }
    var status = snapshot.status();
    var alarms = new ArrayList<String>();
    status.lost().forEach(lost -> alarms.add(IncidentWords.line(lost)));
    alarms.addAll(StorageWords.of(status.inventory().problems()));
    alarms.addAll(IdentityWords.alarms(status.disks()));
    pool.rotations()
        .forEach(view -> view.decided().notices().forEach(notice -> alarms.add(notice.text())));
    return alarms.isEmpty()
        ? Html.nothing()
        : tag("section", "alarms")
            .with("aria-label", "To be looked at")
            .add(tag("h3").add("To be looked at"))
            .add(
                tag("ul")
                    .add(
                        alarms.stream()
                            .distinct()
                            .map(
                                line ->
                                    tag("li")
                                        .add(Look.shape("▲"), tag("span").add(Look.code(line))))
                            .toList()));
  }

  private static Html racks(Visitor visitor, PoolView pool) {
    var card = new BayCard(pool, visitor);
    return Html.all(Rack.of(pool).stream().map(rack -> rack(rack, card)).toList());
  }

  private static Element rack(Rack rack, BayCard card) {
    var host = rack.host();
    return tag("section", "rack")
        .with("aria-label", "Host " + host.name())
        .add(
            tag("h3")
                .add(
                    Html.text(host.name()),
                    host.live()
                        ? Html.nothing()
                        : tag("span", "rack-dark")
                            .add(Look.shape("▲"), Html.text("does not answer"))),
            rack.slots().isEmpty()
                ? tag("p", "quiet-words").add("No disk is in a removable bay.")
                : tag("ul", "bays").add(rack.slots().stream().map(card::of).toList()));
  }

  /** VMs that are guarded, or wait for disks. */
  private static Html waiting(PoolView pool) {
    var snapshot = pool.snapshot();
    var lines =
        snapshot == null
            ? List.<String>of()
            : snapshot.status().vms().stream()
                .flatMap(vm -> GuardWords.lines(vm).stream())
                .toList();
    return lines.isEmpty()
        ? Html.nothing()
        : tag("section", "vms")
            .add(
                tag("h3").add("VMs"),
                tag("ul").add(lines.stream().map(line -> tag("li").add(line)).toList()));
  }
}
