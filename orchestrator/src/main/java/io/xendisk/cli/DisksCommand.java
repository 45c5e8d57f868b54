package io.xendisk.cli;

import io.xendisk.domain.Exit;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.ListDisks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk disks}. */
@Command(name = "disks", description = "List the physical disks of the pool, one row a disk.")
final class DisksCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  DisksCommand() {}

  @Override
  public Integer call() {
    return root.withPool(
        surroundings -> {
          var listing = new ListDisks(surroundings).run();
          return _ -> answer(listing.disks(), StorageWords.of(listing.inventory().problems()));
        });
  }

  private static Answer answer(List<Disk> disks, List<String> problems) {
    var document = Documents.map();
    document.put("disks", disks.stream().map(Documents::disk).toList());
    document.put("problems", problems);
    var talk = new ArrayList<>(problems);
    for (var disk : disks) {
      if (disk.contents() instanceof Contents.Unread(var why, _) && disk.attachments().isEmpty()) {
        talk.add("%s was not read: %s".formatted(disk.place(), why));
      }
    }
    return new Answer(
        Exit.DONE, document, DiskTable.of(disks), disks.stream().map(Disk::name).toList(), talk);
  }
}
