package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.WWN;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All passports of a pool and all disks that are seen in it now: says of each disk whose passport
 * it shows. Pure and immutable.
 */
public final class PassportBook {
  private static final List<EvidenceKind> CLAIMS =
      List.of(SERIAL, WWN, FILESYSTEM, PARTITION_TABLE);

  private final List<Passport> passports;
  private final List<SeenDisk> seen;
  private final List<Twins> twins;

  public PassportBook(Collection<Passport> passports, Collection<SeenDisk> seen) {
    this.passports = List.copyOf(passports);
    this.seen = List.copyOf(seen);
    this.twins = Twins.among(seen);
  }

  public List<Twins> twins() {
    return twins;
  }

  public Recognition recognise(SeenDisk disk) {
    if (!disk.onLiveHost()) {
      return new Recognition.LastSeen();
    }
    List<Twins> itsTwins = twins.stream().filter(found -> found.includes(disk)).toList();
    Recognition alone = recogniseAlone(disk);
    return itsTwins.isEmpty() ? alone : new Recognition.Twin(itsTwins, alone);
  }

  /** The same for a disk of which a person said that it may have a twin ({@code --twin-ok}). */
  public Recognition recogniseAlone(SeenDisk disk) {
    List<Recognition.Known> claims = new ArrayList<>();
    for (Passport passport : passports) {
      if (CLAIMS.stream().anyMatch(kind -> passport.evidence().agrees(disk.evidence(), kind))) {
        var comparison = new PassportComparison(others(disk, passport));
        claims.add(new Recognition.Known(passport, comparison.compare(passport, disk.evidence())));
      }
    }
    if (claims.size() > 1) {
      return proven(claims);
    }
    return claims.isEmpty() ? new Recognition.Stranger() : claims.getFirst();
  }

  /**
   * Disks that were copied from one another and enrolled each share what stands on them. One of
   * them is known if all is proved for it, and the drive's own serial says that it is none of the
   * others.
   */
  private static Recognition proven(List<Recognition.Known> claims) {
    List<Recognition.Known> left =
        claims.stream().filter(claim -> !isAnotherDrive(claim.verdict())).toList();
    return left.size() == 1 && left.getFirst().whoMayAct() == WhoMayAct.ANYONE
        ? left.getFirst()
        : new Recognition.Contested(claims);
  }

  private static boolean isAnotherDrive(Verdict verdict) {
    return verdict instanceof Verdict.Another(var contradictions, _)
        && contradictions.stream().anyMatch(found -> found.kind() == SERIAL || found.kind() == WWN);
  }

  private List<Evidence> others(SeenDisk disk, Passport passport) {
    List<Evidence> others = new ArrayList<>();
    for (Passport other : passports) {
      if (!other.id().equals(passport.id())) {
        others.add(other.evidence());
      }
    }
    for (SeenDisk other : seen) {
      if (other.onLiveHost() && !other.id().equals(disk.id())) {
        others.add(other.evidence());
      }
    }
    return others;
  }
}
