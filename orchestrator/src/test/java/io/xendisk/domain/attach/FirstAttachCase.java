package io.xendisk.domain.attach;

import static io.xendisk.testing.VmBuilder.aVm;

import io.xendisk.domain.PowerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One combination of all that the first-attach rule depends on. Immutable. */
record FirstAttachCase(
    PowerState power, boolean hadItBefore, @Nullable BootEvidence evidence, IfHalted ifHalted) {

  /** Every one there is. */
  static List<FirstAttachCase> all() {
    var all = new ArrayList<FirstAttachCase>();
    for (var power : PowerState.values()) {
      for (var ifHalted : IfHalted.values()) {
        for (boolean hadItBefore : new boolean[] {true, false}) {
          all.add(new FirstAttachCase(power, hadItBefore, null, ifHalted));
          for (var evidence : BootEvidence.values()) {
            all.add(new FirstAttachCase(power, hadItBefore, evidence, ifHalted));
          }
        }
      }
    }
    return all;
  }

  PlugMoment moment() {
    return new FirstAttachRule()
        .momentFor(aVm("nas01").in(power).build(), hadItBefore, evidence, ifHalted);
  }

  String powerWord() {
    return word(power);
  }

  String memoryWord() {
    return hadItBefore ? "yes" : "no";
  }

  String evidenceWord() {
    return evidence == null ? "none" : evidence.word();
  }

  String ifHaltedWord() {
    return word(ifHalted);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
