package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.ShowStatus.Status;

/** What {@code status} answers, and {@code watch} again and again. Stateless. */
public final class StatusAnswer {
  private StatusAnswer() {}

  public static Answer of(Status status) {
    return new Answer(
        Exit.DONE,
        StatusWords.document(status),
        StatusWords.text(status),
        status.disks().stream().map(Disk::name).toList(),
        StorageWords.of(status.inventory().problems()));
  }
}
