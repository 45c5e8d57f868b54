package io.xendisk.domain.tell;

import java.util.List;

/**
 * What is to be told now.
 *
 * @param fresh nobody has begun to tell it
 * @param digested it only has to be noted for a digest
 * @param again it was tried before, and it is time to try again
 * @param givenUp it was tried for a day; its notes go
 * @param drop keys of notes that nobody needs any more
 */
public record TellPlan(
    List<Pending> fresh,
    List<Told> digested,
    List<Pending> again,
    List<Pending> givenUp,
    List<String> drop) {
  public TellPlan {
    fresh = List.copyOf(fresh);
    digested = List.copyOf(digested);
    again = List.copyOf(again);
    givenUp = List.copyOf(givenUp);
    drop = List.copyOf(drop);
  }
}
