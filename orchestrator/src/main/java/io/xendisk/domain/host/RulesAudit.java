package io.xendisk.domain.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the rules files of a host say about offering disks: is ours there and as it was written, and
 * what did people write by hand. Pure; what it sees is text, it runs no rule. Immutable.
 *
 * @param ours what is at {@link RulesFile#PATH}
 * @param sum of the text there; empty where there is none
 * @param disks that our file is for
 */
public record RulesAudit(
    Ours ours, String sum, List<DiskMatch> disks, List<HandMadeRule> handMade) {
  /** What is at our path. */
  public enum Ours {
    ABSENT,
    /** As it was written. */
    WHOLE,
    /** Ours, and edited since. */
    EDITED,
    /** Somebody else's file. */
    FOREIGN
  }

  /** Files of the product: in them only what names disks was written by hand. */
  private static final Pattern STOCK = Pattern.compile(".*/(50-udev|58-xapi|57-usb)\\.rules");

  private static final Pattern OFFERS =
      Pattern.compile("\\bSYMLINK\\s*\\+?:?=\\s*\"[^\"]*xapi/block/|local-device-change");
  private static final Pattern CHECKS = Pattern.compile("check-device-sharing");

  /** How the product's own rules ask: for USB devices and CD drives. */
  private static final Pattern STOCK_KEYS =
      Pattern.compile("\\b(BUS|SUBSYSTEMS)\\s*==\\s*\"usb\"|xapi/cd/|cdrom");

  private static final Pattern NAMES_DISKS =
      Pattern.compile(
          "\\b(KERNELS?|ID|DEVPATH|ATTRS?\\{\\w+}|SYSFS\\{\\w+}|ENV\\{ID_\\w+})\\s*==\\s*\"");

  public RulesAudit {
    disks = List.copyOf(disks);
    handMade = List.copyOf(handMade);
  }

  /** Of rules files, by their paths. */
  public static RulesAudit of(Map<String, String> files) {
    var handMade = new ArrayList<HandMadeRule>();
    new TreeMap<>(files).forEach((path, text) -> lookThrough(path, text, handMade));
    var text = files.get(RulesFile.PATH);
    if (text == null) {
      return new RulesAudit(Ours.ABSENT, "", List.of(), handMade);
    }
    var ours =
        RulesFile.isWhole(text) ? Ours.WHOLE : RulesFile.isOurs(text) ? Ours.EDITED : Ours.FOREIGN;
    return new RulesAudit(ours, RulesFile.sum(text), RulesFile.disksIn(text), handMade);
  }

  private static void lookThrough(String path, String text, List<HandMadeRule> found) {
    if (path.equals(RulesFile.PATH) && RulesFile.isOurs(text)) {
      return;
    }
    boolean stock = STOCK.matcher(path).matches();
    boolean checked = false;
    var lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int first = i;
      var rule = new StringBuilder(lines[i].strip());
      while (rule.toString().endsWith("\\") && i + 1 < lines.length) {
        rule.setLength(rule.length() - 1);
        rule.append(' ').append(lines[++i].strip());
      }
      if (rule.toString().startsWith("#")) {
        continue;
      }
      boolean checks = CHECKS.matcher(rule).find();
      if (OFFERS.matcher(rule).find() && isHandMade(rule.toString(), stock)) {
        found.add(
            HandMadeRule.of(
                path, first + 1, i - first + 1, rule.toString(), checks || (checked && !stock)));
      }
      checked |= checks;
    }
  }

  private static boolean isHandMade(String rule, boolean stock) {
    return !stock || (NAMES_DISKS.matcher(rule).find() && !STOCK_KEYS.matcher(rule).find());
  }

  /** What is wrong with the rules of a host, which is called {@code host} in full. */
  public List<Finding> findings(String host, String name) {
    var findings = new ArrayList<Finding>();
    switch (ours) {
      case ABSENT, WHOLE -> {}
      case EDITED, FOREIGN ->
          findings.add(
              Finding.of(
                  FindingKind.RULES_CHANGED,
                  host,
                  ours == Ours.EDITED
                      ? RulesFile.PATH + " is not as it was written (sum " + sum + ")"
                      : RulesFile.PATH + " is not a file of xendisk's",
                  adopt(name)));
    }
    for (var rule : handMade) {
      var where = "%s line %d: %s".formatted(rule.path(), rule.line(), rule.text());
      if (!rule.takesBack()) {
        findings.add(Finding.of(FindingKind.RULES_HAND_MADE, host, where, adopt(name)));
      }
      rule.dangers().stream()
          .sorted()
          .forEach(danger -> findings.add(Finding.of(danger.kind(), host, where, adopt(name))));
    }
    return findings;
  }

  private static String adopt(String host) {
    return "xendisk host prepare %s --ssh root@%s --adopt".formatted(host, host);
  }
}
