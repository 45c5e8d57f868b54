package io.xendisk.domain.disk.passport;

import io.xendisk.domain.disk.passport.StoredPassports.Stored;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an enrolment comes to: a new passport, one in the place of an earlier one, or nothing. A
 * passport is replaced only where a person says so and its hardware does not contradict. Pure.
 */
public final class EnrolmentRule {
  /** What is to be done. */
  public sealed interface Enrolment {
    /** It is enrolled by this name already, and nothing has to be written. */
    record AlreadySo(Stored stored) implements Enrolment {}

    record New(String name) implements Enrolment {}

    record Again(Stored before, String name) implements Enrolment {}

    /** It is enrolled by another name, or was retired, and nobody said {@code --again}. */
    record SayAgain(Stored stored) implements Enrolment {}

    /** The name belongs to another disk. */
    record NameTaken(Stored by) implements Enrolment {}

    record NoName() implements Enrolment {}

    /** It shows part of the identity of another disk. */
    record Mismatch(Recognition.Known claim) implements Enrolment {}

    record Contested(Recognition.Contested recognition) implements Enrolment {}

    record Twin(Recognition.Twin recognition) implements Enrolment {}

    record NotHere() implements Enrolment {}
  }

  private EnrolmentRule() {}

  /**
   * Decides.
   *
   * @param wanted the name that was asked for, null for none
   * @param label the label of the disk's filesystem, null for none
   * @param seen all that is known of the disk now
   */
  public static Enrolment decide(
      Recognition recognition,
      StoredPassports passports,
      @Nullable String wanted,
      @Nullable String label,
      Evidence seen,
      boolean again) {
    return switch (recognition) {
      case Recognition.LastSeen _ -> new Enrolment.NotHere();
      case Recognition.Twin twin -> new Enrolment.Twin(twin);
      case Recognition.Contested contested -> new Enrolment.Contested(contested);
      case Recognition.Known known -> known(known, passports, wanted, again);
      case Recognition.Stranger _ ->
          stranger(passports, wanted == null ? label : wanted, seen, again);
    };
  }

  private static Enrolment known(
      Recognition.Known known, StoredPassports passports, @Nullable String wanted, boolean again) {
    var stored = passports.byId().get(known.passport().id());
    if (stored == null
        || (known.verdict() instanceof Verdict.Another another
            && !(again && another.looksReformatted()))) {
      return new Enrolment.Mismatch(known);
    }
    String name = wanted == null ? known.passport().name() : wanted;
    var namesake = passports.named(name).filter(other -> !isSame(other, stored));
    if (namesake.isPresent()) {
      return new Enrolment.NameTaken(namesake.get());
    }
    if (again) {
      return new Enrolment.Again(stored, name);
    }
    boolean asItIs = name.equals(known.passport().name()) && known.passport().retiredAt().isEmpty();
    return asItIs ? new Enrolment.AlreadySo(stored) : new Enrolment.SayAgain(stored);
  }

  private static boolean isSame(Stored one, Stored other) {
    return one.passport().id().equals(other.passport().id());
  }

  /** A reformatted disk of which no serial is known shows nothing of its passport but its name. */
  private static Enrolment stranger(
      StoredPassports passports, @Nullable String name, Evidence seen, boolean again) {
    if (name == null || name.isBlank()) {
      return new Enrolment.NoName();
    }
    Optional<Stored> namesake = passports.named(name);
    if (namesake.isEmpty()) {
      return new Enrolment.New(name);
    }
    boolean mayBeIt =
        PassportComparison.contradictions(namesake.get().passport().evidence(), seen).stream()
            .allMatch(difference -> difference.kind().side() == EvidenceKind.Side.CONTENTS);
    return again && mayBeIt
        ? new Enrolment.Again(namesake.get(), name)
        : new Enrolment.NameTaken(namesake.get());
  }
}
