package io.xendisk.service.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.port.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationMemoryTest {
  private static final Instant STARTED = Instant.parse("2026-11-26T08:00:00Z");

  private final Lines journal = new Lines();

  @Test
  void findsAnOperationByTheKeyOfWhoAskedForItAndByNobodyElses() {
    var memory = new OperationMemory(journal);
    memory.keep(operation(1, "alice", "k1"));
    memory.keep(operation(2, "bob", "k1"));

    assertThat(memory.withKey("alice", "k1")).map(Operation::id).contains(id(1));
    assertThat(memory.withKey("bob", "k1")).map(Operation::id).contains(id(2));
    assertThat(memory.withKey("carol", "k1")).isEmpty();
  }

  @Test
  void knowsTheKeysOfTheJournalToo() {
    new OperationMemory(journal).keep(operation(1, "alice", "k1"));

    assertThat(new OperationMemory(journal).withKey("alice", "k1")).isPresent();
  }

  @Test
  void forgetsTheKeyWithItsOperation() {
    var memory = new OperationMemory(journal);
    memory.keep(operation(1, "alice", "k1"));

    for (int i = 2; i <= 1001; i++) {
      memory.keep(operation(i, "alice", "other-" + i));
    }

    assertThat(memory.find(id(1))).isEmpty();
    assertThat(memory.withKey("alice", "k1")).isEmpty();
    assertThat(memory.all()).hasSize(1000);
  }

  @Test
  void whatAFullDiskDidNotTakeIsKeptWithTheNextThatItTakes() {
    var memory = new OperationMemory(journal);
    memory.keep(operation(1, "alice", "k1"));
    journal.full = true;
    memory.keep(operation(2, "alice", "k2"));
    memory.keep(operation(3, "alice", "k3"));
    assertThat(new OperationMemory(journal).all()).hasSize(1);

    journal.full = false;
    memory.keep(operation(4, "alice", "k4"));

    assertThat(new OperationMemory(journal).all()).isEqualTo(memory.all()).hasSize(4);
    assertThat(journal.lines).as("each once").hasSize(4);
  }

  private static Operation operation(int number, String by, String key) {
    return new Operation(
        id(number),
        Kind.REPAIR,
        "lab",
        Map.of("plan", true),
        by,
        "127.0.0.1",
        key,
        STARTED.plusSeconds(number),
        null);
  }

  private static String id(int number) {
    return "%023x".formatted(number);
  }

  private static final class Lines implements Journal {
    private final List<String> lines = new ArrayList<>();
    private boolean full;

    @Override
    public List<String> lines() {
      return List.copyOf(lines);
    }

    @Override
    public boolean add(String line) {
      return !full && lines.add(line);
    }
  }
}
