package io.xendisk.domain.disk;

import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.PassportBook;
import io.xendisk.domain.disk.passport.SeenDisk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says of each disk of a pool whose passport it shows, and which have twins. Pure. */
public final class Recognised {
  private Recognised() {}

  /** The same disks, each recognised among all of them. */
  public static List<Disk> among(List<Disk> disks, Collection<Passport> passports) {
    var seen = disks.stream().map(Recognised::seen).toList();
    var book = new PassportBook(passports, seen);
    var recognised = new ArrayList<Disk>();
    for (int i = 0; i < disks.size(); i++) {
      recognised.add(disks.get(i).with(book.recognise(seen.get(i))));
    }
    return recognised;
  }

  /** No date is compared: what is dated by the look itself may be dated by anything. */
  private static SeenDisk seen(Disk disk) {
    return new SeenDisk(
        disk.vdi().uuid(), disk.seat().host().live(), DiskEvidence.of(disk, Instant.EPOCH));
  }
}
