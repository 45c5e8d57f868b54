package io.xendisk.domain.dom0;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  @Test
  void theSameTextHasNoDiff() {
    assertThat(UnifiedDiff.of("/a", "one\n", "one\n")).isEmpty();
    assertThat(UnifiedDiff.of("/a", null, null)).isEmpty();
  }

  @Test
  void aNewFileIsAllPlusAndOneThatGoesAllMinus() {
    assertThat(UnifiedDiff.of("/a", null, "one\ntwo\n"))
        .isEqualTo("--- /dev/null\n+++ /a\n@@ -0,0 +1,2 @@\n+one\n+two\n");
    assertThat(UnifiedDiff.of("/a", "one\n", null))
        .isEqualTo("--- /a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-one\n");
  }

  @Test
  void threeLinesAreShownAroundAChangeAndFarOnesApart() {
    var changed = lines(1, 30).replace("\n5\n", "\nfive\n").replace("\n25\n", "\n");

    assertThat(UnifiedDiff.of("/a", lines(1, 30), changed))
        .isEqualTo(
            """
            --- /a
            +++ /a
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            @@ -22,7 +22,6 @@
             22
             23
             24
            -25
             26
             27
             28
            """);
  }

  /** The hunks, applied to the old text, give the new one. */
  @Test
  void whatItSaysLeadsFromOneTextToTheOther() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var before = text(random);
      var after = text(random);

      var diff = UnifiedDiff.of("/a", before, after);

      assertThat(applied(before, diff)).as("seed %d round %d", seed, round).isEqualTo(after);
    }
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(25), 0, 4)
        .mapToObj(i -> i + "\n")
        .collect(Collectors.joining());
  }

  private static String applied(String before, String diff) {
    if (diff.isEmpty()) {
      return before;
    }
    List<String> old = before.lines().toList();
    var out = new StringBuilder();
    int at = 0;
    for (var line : diff.lines().skip(2).toList()) {
      if (line.startsWith("@@")) {
        var numbers = line.split("[ ,-]+", -1);
        int start = Integer.parseInt(numbers[1]) - (numbers[2].equals("0") ? 0 : 1);
        while (at < start) {
          out.append(old.get(at++)).append('\n');
        }
      } else if (line.startsWith("+")) {
        out.append(line.substring(1)).append('\n');
      } else {
        assertThat(old.get(at)).isEqualTo(line.substring(1));
        if (line.startsWith(" ")) {
          out.append(old.get(at)).append('\n');
        }
        at++;
      }
    }
    while (at < old.size()) {
      out.append(old.get(at++)).append('\n');
    }
    return out.toString();
  }
}
