package io.xendisk;

/**
 * Runs several command lines in one JVM, as Main runs each: what an AOT cache is made from ({@code
 * bin/aot-cache}), because the JVM makes one from one run. Nobody else needs it.
 */
public final class TrainingRun {
  private TrainingRun() {}

  /** Each word is a command line; its parts stand between blanks. Exits with the worst code. */
  public static void main(String[] lines) throws InterruptedException {
    int worst = 0;
    for (var line : lines) {
      System.out.println("== " + line);
      int exit = Main.run(line.split(" ", -1));
      System.out.println("== exit " + exit);
      worst = Math.max(worst, exit);
    }
    System.exit(worst);
  }
}
