package io.xendisk.domain.lease;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One disk in a pool at one moment, without any lease: what owners do who were all taken over, with
 * their clocks stopped, is among what they do here. What was asked for (a plug, an unplug) happens
 * at any time later, whoever asked, dead or alive. Immutable.
 *
 * @param plugs VBDs that a plug was asked for, and that it was not done for yet
 * @param unplugs the same for an unplug, which a guest may put off for as long as it likes
 * @param released the mark on the disk that it may be pulled
 * @param safe a person was told so, and no attach took the mark away since
 * @param harm what must never be, null while all is well
 */
record ModelMoment(
    Set<String> vbds,
    Set<String> attached,
    Set<String> releasing,
    Set<String> plugs,
    Set<String> unplugs,
    boolean released,
    boolean safe,
    Optional<Harm> harm) {
  /** What an order of calls can do. */
  enum Harm {
    BOTH_WRITE,
    WRITTEN_TO_AFTER_SAFE_TO_PULL,
    SAFE_TO_PULL_WHILE_ATTACHED,
    LATE_UNPLUG_OF_A_NEWER_ATTACH
  }

  static final ModelMoment EMPTY =
      new ModelMoment(
          Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false, false, Optional.empty());

  ModelMoment create(String vbd) {
    return of(plus(vbds, vbd), attached, releasing, plugs, unplugs);
  }

  /** The pool destroys none that is attached. */
  ModelMoment destroy(String vbd) {
    return attached.contains(vbd)
        ? this
        : of(
            minus(vbds, vbd),
            attached,
            minus(releasing, vbd),
            minus(plugs, vbd),
            minus(unplugs, vbd));
  }

  ModelMoment askPlug(String vbd) {
    return vbds.contains(vbd) ? of(vbds, attached, releasing, plus(plugs, vbd), unplugs) : this;
  }

  ModelMoment plugged(String vbd) {
    var after = of(vbds, plus(attached, vbd), releasing, minus(plugs, vbd), unplugs);
    if (after.attached.size() > 1) {
      return after.with(Harm.BOTH_WRITE);
    }
    if (unplugs.contains(vbd)) {
      return after.with(Harm.LATE_UNPLUG_OF_A_NEWER_ATTACH);
    }
    return safe ? after.with(Harm.WRITTEN_TO_AFTER_SAFE_TO_PULL) : after;
  }

  ModelMoment markReleasing(String vbd) {
    return vbds.contains(vbd) ? of(vbds, attached, plus(releasing, vbd), plugs, unplugs) : this;
  }

  ModelMoment askUnplug(String vbd) {
    return vbds.contains(vbd) ? of(vbds, attached, releasing, plugs, plus(unplugs, vbd)) : this;
  }

  ModelMoment letGo(String vbd) {
    return of(vbds, minus(attached, vbd), releasing, plugs, minus(unplugs, vbd));
  }

  ModelMoment marked(boolean asReleased) {
    return new ModelMoment(
        vbds, attached, releasing, plugs, unplugs, asReleased, safe && asReleased, harm);
  }

  ModelMoment saidSafe() {
    var said = new ModelMoment(vbds, attached, releasing, plugs, unplugs, released, true, harm);
    return attached.isEmpty() ? said : said.with(Harm.SAFE_TO_PULL_WHILE_ATTACHED);
  }

  /** Somebody was told that this VBD has the disk. */
  ModelMoment saidAttached(String vbd) {
    return unplugs.contains(vbd) ? with(Harm.LATE_UNPLUG_OF_A_NEWER_ATTACH) : this;
  }

  private ModelMoment with(Harm done) {
    return new ModelMoment(
        vbds, attached, releasing, plugs, unplugs, released, safe, Optional.of(done));
  }

  private ModelMoment of(
      Set<String> allVbds,
      Set<String> nowAttached,
      Set<String> nowReleasing,
      Set<String> nowPlugs,
      Set<String> nowUnplugs) {
    return new ModelMoment(
        allVbds, nowAttached, nowReleasing, nowPlugs, nowUnplugs, released, safe, harm);
  }

  private static Set<String> plus(Set<String> some, String one) {
    var more = new TreeSet<>(some);
    more.add(one);
    return more;
  }

  private static Set<String> minus(Set<String> some, String one) {
    var fewer = new TreeSet<>(some);
    fewer.remove(one);
    return fewer;
  }
}
