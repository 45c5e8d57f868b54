package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * No disk, however altered, makes a reader throw, loop, read or allocate without bound. Runs over
 * half a million mutated images, or {@code -Dxendisk.mutations=N}; {@code -Dxendisk.seed=S} repeats
 * a run. All is counted, nothing is timed.
 */
class DiskReaderPropertyTest {
  private static final int MUTATIONS =
      Integer.getInteger(
          "xendisk.mutations", Boolean.getBoolean("xendisk.proofs") ? 500_000 : 50_000);
  private static final long SEED =
      Long.getLong("xendisk.seed", RandomGenerator.getDefault().nextLong());
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_STEPS = 10_000;
  private static final long MOST_ALLOCATED = 16L << 20;

  /** More than this of a sample is never looked at. */
  private static final int MOST_KEPT = (1 << 20) + (160 << 10);

  private final DiskReader reader = new DiskReader();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private record Base(String name, DiskImage image, long size, List<Mutation.Stretch> stretches) {}

  @BeforeEach
  void theSeedIsPrinted(TestReporter reporter) {
    reporter.publishEntry("xendisk.seed", Long.toString(SEED));
  }

  @Test
  void noMutatedDiskMakesAReaderThrowOrSpendMoreThanItsBudget() throws IOException {
    List<Base> bases = bases();
    long mostAsked = 0;
    long mostAllocated = 0;
    int mostSteps = 0;
    int recognised = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      var random = new SplittableRandom(SEED + i);
      Base base = bases.get(i % bases.size());
      var mutation = new Mutation(base.image(), base.stretches(), random);
      mutation.apply();
      var bytes = bytes(base, random);
      var budget = new Budget();
      long before = threads.getCurrentThreadAllocatedBytes();
      DiskContents contents;
      try {
        contents = reader.read(bytes, budget);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError(
            "mutation %d of %s, -Dxendisk.seed=%d".formatted(i, base.name(), SEED), e);
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      mutation.undo();

      mostAsked = Math.max(mostAsked, bytes.asked());
      mostAllocated = Math.max(mostAllocated, allocated);
      mostSteps = Math.max(mostSteps, budget.steps());
      recognised += contents.primary().isPresent() ? 1 : 0;
      if (bytes.asked() > MOST_BYTES
          || bytes.reads() > MOST_STEPS
          || budget.steps() > MOST_STEPS
          || allocated > MOST_ALLOCATED
          || (contents.isBlank() && contents.clean().isPresent())) {
        throw new AssertionError(
            "mutation %d of %s, -Dxendisk.seed=%d: %d bytes, %d steps, %d bytes allocated, %s"
                .formatted(
                    i, base.name(), SEED, bytes.asked(), budget.steps(), allocated, contents));
      }
    }

    System.out.printf(
        "%d mutated disks, seed %d: at most %d bytes read, %d steps, %d bytes allocated; %d were"
            + " still recognised%n",
        MUTATIONS, SEED, mostAsked, mostSteps, mostAllocated, recognised);
    assertThat(recognised).as("mutations that reach what stands behind a checksum").isPositive();
  }

  @Test
  void aTableOfVeryManyPartitionsEndsWithinTheBudget() {
    var image = DiskImage.of(4 << 20, 1L << 40).protectiveMbr();
    for (int i = 0; i < 1024; i++) {
      image.gptEntry(1024 + i * 128, DiskImage.LINUX_DATA, HandMade.PART, 2 + i, 9000, "x");
    }
    image.gptHeader(512, 1, 2, 1024, HandMade.DISK);
    var bytes = new WatchedBytes(image.array(), 4 << 20, 1L << 40, false);
    var budget = new Budget();

    var contents = reader.read(bytes, budget);

    assertThat(contents.partitionTable().orElseThrow().partitions()).hasSize(1024);
    assertThat(contents.isPartial()).isTrue();
    assertThat(budget.steps()).isLessThanOrEqualTo(MOST_STEPS);
    assertThat(bytes.asked()).isLessThanOrEqualTo(MOST_BYTES);
  }

  private static WatchedBytes bytes(Base base, RandomGenerator random) {
    int length = base.image().array().length;
    int known = random.nextInt(8) == 0 ? random.nextInt(length + 1) : length;
    long size = random.nextInt(16) == 0 ? random.nextLong() >>> random.nextInt(1, 63) : base.size();
    return new WatchedBytes(base.image().array(), known, size, false);
  }

  private List<Base> bases() throws IOException {
    List<Base> bases = new ArrayList<>();
    for (String name : RealSamplesTest.names()) {
      byte[] start = RealSamplesTest.start(name);
      bases.add(
          base(
              name,
              DiskImage.around(Arrays.copyOf(start, Math.min(start.length, MOST_KEPT)), 1L << 41)));
    }
    bases.add(base("md 1.1", HandMade.md1(64 << 10, 0)));
    bases.add(base("md 1.2", HandMade.md1(64 << 10, 4096)));
    bases.add(base("md 0.90", HandMade.md090()));
    bases.add(base("lvm", HandMade.lvm(1)));
    bases.add(base("zfs", HandMade.zfs()));
    bases.add(base("logical partitions", HandMade.logicalPartitions()));
    bases.add(base("backup gpt", HandMade.backupGpt()));
    bases.add(base("gpt of large sectors", HandMade.largeSectorGpt()));
    return bases;
  }

  private Base base(String name, DiskImage image) {
    var bytes = new WatchedBytes(image.array(), image.array().length, image.size(), true);
    reader.read(bytes);
    return new Base(name, image, image.size(), bytes.stretches());
  }
}
