package io.xendisk.answer;

import io.xendisk.domain.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a command has to say, in every form that can be asked for. Immutable.
 *
 * @param document for {@code -o json} and {@code yaml}
 * @param text for {@code -o table}, line by line
 * @param names for {@code -o name}, line by line
 * @param talk for stderr, where the answer is for a person
 */
public record Answer(
    Exit exit,
    Map<String, Object> document,
    List<String> text,
    List<String> names,
    List<String> talk) {
  /** Of a command that has said all it had to say already. */
  public static final Answer SILENT =
      new Answer(Exit.DONE, Map.of(), List.of(), List.of(), List.of());

  public Answer {
    text = List.copyOf(text);
    names = List.copyOf(names);
    talk = List.copyOf(talk);
  }

  /** The same with more talk. */
  public Answer saying(List<String> more) {
    var all = new ArrayList<>(talk);
    all.addAll(more);
    return new Answer(exit, document, text, names, all);
  }

  public boolean isSilent() {
    return document.isEmpty() && text.isEmpty();
  }
}
