package io.xendisk.service;

import io.xendisk.answer.Documents;
import io.xendisk.answer.StatusAnswer;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.ShowStatus.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is where in a pool, at one moment. Immutable.
 *
 * @param change the change of the feed that it is the outcome of
 * @param at by this machine's clock
 */
public record Snapshot(long change, Instant at, Status status) {
  /** What {@code status -o json} shows. */
  public Map<String, Object> document() {
    return StatusAnswer.of(status).document();
  }

  /** What {@code disks -o json} shows of each disk. */
  public List<Map<String, Object>> disks() {
    return status.disks().stream().map(Documents::disk).toList();
  }

  /** Whether somebody who saw the other would see something new. */
  boolean showsTheSameAs(Snapshot other) {
    return status.disks().equals(other.status.disks())
        && status.lost().equals(other.status.lost())
        && status.vms().equals(other.status.vms());
  }

  List<Disk> found() {
    return status.disks();
  }
}
