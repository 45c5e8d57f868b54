package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.ListDisks;
import java.util.ArrayList;

/** What {@code disks} answers. Stateless. */
public final class DisksAnswer {
  private DisksAnswer() {}

  public static Answer of(ListDisks.Listing listing) {
    var disks = listing.disks();
    var problems = StorageWords.of(listing.inventory().problems());
    var document = Documents.map();
    document.put("disks", disks.stream().map(Documents::disk).toList());
    document.put("problems", problems);
    var talk = new ArrayList<>(problems);
    talk.addAll(listing.remarks());
    talk.addAll(IdentityWords.alarms(disks));
    for (var disk : disks) {
      if (disk.contents() instanceof Contents.Unread(var why, _) && disk.attachments().isEmpty()) {
        talk.add("%s was not read: %s".formatted(disk.place(), why));
      }
    }
    return new Answer(
        Exit.DONE, document, DiskTable.of(disks), disks.stream().map(Disk::name).toList(), talk);
  }
}
