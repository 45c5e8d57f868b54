package io.xendisk.domain.disk.passport;

import java.util.List;
import java.util.Set;

/** What the comparison of a passport with the evidence of now says. */
public sealed interface Verdict {
  /** Contents and hardware agree, and nothing differs. */
  record Same() implements Verdict {}

  /** Contents and hardware agree; what only describes the disk has changed. */
  record SameWithDrift(List<Difference> drift) implements Verdict {
    public SameWithDrift {
      drift = List.copyOf(drift);
    }
  }

  /** Nothing contradicts, but too little agrees to act without a person (R3). */
  record NotProvable(Set<Gap> gaps) implements Verdict {
    public NotProvable {
      gaps = Set.copyOf(gaps);
    }
  }

  /** At least one thing contradicts: it stops everything. */
  record Another(List<Difference> contradictions, boolean hardwareAgrees) implements Verdict {
    public Another {
      contradictions = List.copyOf(contradictions);
    }

    /**
     * Whether it may be the same disk with new contents: {@code disk enrol --again} would say so.
     */
    public boolean looksReformatted() {
      return hardwareAgrees
          && contradictions.stream()
              .allMatch(difference -> difference.kind().side() == EvidenceKind.Side.CONTENTS);
    }
  }

  /** Why it cannot be proved. */
  enum Gap {
    CONTENTS_NOT_ENROLLED("the passport has no filesystem UUID and no partition table id"),
    CONTENTS_NOT_SEEN("what stands on the disk is not known now"),
    HARDWARE_NOT_ENROLLED("the passport has no serial, no WWN and no model with size"),
    HARDWARE_NOT_SEEN("no serial, WWN or model with size of the enrolled kind is known now"),
    MODEL_IS_NOT_UNIQUE("another known disk has the same model and size, and no serial was told"),
    USB_SERIAL_DIFFERS("it is behind another USB device than when it was enrolled"),
    USB_SERIAL_IS_NOT_UNIQUE("another known disk shows the same USB serial: it is the dock's");

    private final String words;

    Gap(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
