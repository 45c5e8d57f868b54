package io.xendisk.cli;

import java.util.List;

/** Runs one command line, from its words to its exit code. Confined to one thread. */
public final class CommandRunner {
  private final World world;
  private final String version;

  public CommandRunner(World world, String version) {
    this.world = world;
    this.version = version;
  }

  /** What {@code --version} prints. */
  public static String version(String version) {
    return "xendisk " + version;
  }

  /** The exit code. */
  public int run(String... words) {
    return new TypedLine(world, version, CommandTree.forLine(List.of(words))).run(words);
  }
}
