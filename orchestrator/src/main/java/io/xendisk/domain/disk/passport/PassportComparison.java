package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.MODEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.SIZE;
import static io.xendisk.domain.disk.passport.EvidenceKind.USB_SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.WWN;

import io.xendisk.domain.disk.passport.Verdict.Another;
import io.xendisk.domain.disk.passport.Verdict.Gap;
import io.xendisk.domain.disk.passport.Verdict.NotProvable;
import io.xendisk.domain.disk.passport.Verdict.Same;
import io.xendisk.domain.disk.passport.Verdict.SameWithDrift;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a disk is the one that a passport was enrolled for (R3). Pure; the decision table
 * is in docs/passports.md and a test holds both together. Immutable.
 *
 * <p>Invariant: never the same disk while one identity contradicts, nor without one item of the
 * contents and one of the hardware that agree.
 */
public final class PassportComparison {
  private static final Set<EvidenceKind> CONTENTS = EnumSet.of(FILESYSTEM, PARTITION_TABLE);
  private static final Set<EvidenceKind> SURE_HARDWARE = EnumSet.of(SERIAL, WWN);

  /** What stops everything when it differs. */
  private static final Set<EvidenceKind> IDENTITY =
      EnumSet.of(SERIAL, WWN, SIZE, PARTITION_TABLE, FILESYSTEM);

  /**
   * All other disks that are known: enrolled ones, and ones that are seen now on live hosts (R4).
   */
  private final List<Evidence> others;

  public PassportComparison(Collection<Evidence> others) {
    this.others = List.copyOf(others);
  }

  public Verdict compare(Passport passport, Evidence seen) {
    Evidence enrolled = passport.evidence();
    boolean sure = anyAgrees(enrolled, seen, SURE_HARDWARE);
    List<Difference> contradictions = new ArrayList<>();
    List<Difference> drift = new ArrayList<>();
    for (EvidenceKind kind : EvidenceKind.values()) {
      difference(enrolled, seen, kind)
          .ifPresent(found -> (contradicts(kind, sure) ? contradictions : drift).add(found));
    }
    Set<Gap> hardwareGaps = hardwareGaps(enrolled, seen, sure);
    if (!contradictions.isEmpty()) {
      return new Another(contradictions, hardwareGaps.isEmpty());
    }
    Set<Gap> gaps = EnumSet.noneOf(Gap.class);
    gaps.addAll(hardwareGaps);
    if (!anyAgrees(enrolled, seen, CONTENTS)) {
      gaps.add(knowsAny(enrolled, CONTENTS) ? Gap.CONTENTS_NOT_SEEN : Gap.CONTENTS_NOT_ENROLLED);
    }
    if (!gaps.isEmpty()) {
      return new NotProvable(gaps);
    }
    return drift.isEmpty() ? new Same() : new SameWithDrift(drift);
  }

  /** What differs between the two, of the kinds that contradict; R2 asks this of a VDI's memory. */
  static List<Difference> contradictions(Evidence enrolled, Evidence seen) {
    boolean sure = anyAgrees(enrolled, seen, SURE_HARDWARE);
    List<Difference> found = new ArrayList<>();
    for (EvidenceKind kind : EvidenceKind.values()) {
      if (contradicts(kind, sure)) {
        difference(enrolled, seen, kind).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Difference> difference(
      Evidence enrolled, Evidence seen, EvidenceKind kind) {
    Optional<String> before = enrolled.value(kind);
    Optional<String> now = seen.value(kind);
    boolean differs =
        before.isPresent()
            && (now.isPresent() ? !enrolled.agrees(seen, kind) : seen.missing().contains(kind));
    return differs ? Optional.of(new Difference(kind, before.get(), now)) : Optional.empty();
  }

  /**
   * A dock shows its own model instead of the disk's: with the drive's own serial that is drift.
   */
  private static boolean contradicts(EvidenceKind kind, boolean sure) {
    return IDENTITY.contains(kind) || (kind == MODEL && !sure);
  }

  private Set<Gap> hardwareGaps(Evidence enrolled, Evidence seen, boolean sure) {
    Set<EvidenceKind> modelAndSize = EnumSet.of(MODEL, SIZE);
    boolean model = modelAndSize.stream().allMatch(kind -> enrolled.agrees(seen, kind));
    boolean usb = enrolled.agrees(seen, USB_SERIAL);
    boolean modelIsUnique =
        others.stream().noneMatch(other -> agreeOnAll(other, enrolled, modelAndSize));
    boolean usbIsUnique = others.stream().noneMatch(other -> other.agrees(enrolled, USB_SERIAL));
    // What another USB device shows as model and size may be that device's own.
    boolean usbDiffers = difference(enrolled, seen, USB_SERIAL).isPresent();
    if (sure || (model && modelIsUnique && !usbDiffers) || (usb && usbIsUnique)) {
      return Set.of();
    }
    Set<Gap> gaps = EnumSet.noneOf(Gap.class);
    if (model && !modelIsUnique) {
      gaps.add(Gap.MODEL_IS_NOT_UNIQUE);
    }
    if (usbDiffers) {
      gaps.add(Gap.USB_SERIAL_DIFFERS);
    }
    if (usb) {
      gaps.add(Gap.USB_SERIAL_IS_NOT_UNIQUE);
    }
    if (gaps.isEmpty()) {
      boolean enrolledAny =
          knowsAny(enrolled, EnumSet.of(SERIAL, WWN, USB_SERIAL))
              || enrolled.items().keySet().containsAll(modelAndSize);
      gaps.add(enrolledAny ? Gap.HARDWARE_NOT_SEEN : Gap.HARDWARE_NOT_ENROLLED);
    }
    return gaps;
  }

  private static boolean agreeOnAll(Evidence one, Evidence other, Set<EvidenceKind> kinds) {
    return kinds.stream().allMatch(kind -> one.agrees(other, kind));
  }

  private static boolean anyAgrees(Evidence one, Evidence other, Set<EvidenceKind> kinds) {
    return kinds.stream().anyMatch(kind -> one.agrees(other, kind));
  }

  private static boolean knowsAny(Evidence evidence, Set<EvidenceKind> kinds) {
    return kinds.stream().anyMatch(evidence.items()::containsKey);
  }
}
