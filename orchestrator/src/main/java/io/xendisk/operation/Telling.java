package io.xendisk.operation;

import java.util.List;

/**
 * What became of telling people. Nothing in it is a reason to stop: it is for whoever wants to show
 * it.
 *
 * @param told what was told just now, a line each
 * @param trouble what could not be told, where and why, a line each; it is tried again
 */
public record Telling(List<String> told, List<String> trouble) {
  public static final Telling NOTHING = new Telling(List.of(), List.of());

  public Telling {
    told = List.copyOf(told);
    trouble = List.copyOf(trouble);
  }
}
