package io.xendisk.domain.rotation;

/** What is to be done about a set now. */
public sealed interface Due {
  /** Nothing, and why, in words for a person. */
  record Nothing(String why) implements Due {}

  /** Something is or may be, and others keep it from being done until later. */
  record NotNow(String why) implements Due {}

  /** A disk leaves the VM. */
  record Release(Scene.Member member, Reason why) implements Due {}

  /** A disk goes to the VM; {@code turn} is whose turn it is. */
  record Attach(Scene.Member member, Turn turn) implements Due {}

  /** It cannot go on without a person. */
  record Refuse(RotationProblem why) implements Due {}

  /** Why a disk leaves. */
  enum Reason {
    ITS_TIME_IS_OVER("its time is over"),
    IT_IS_FULL("it is full"),
    IT_IS_RETIRED("it is retired"),
    IT_WAS_BEGUN("its release was begun"),
    A_PERSON_SAID_SO("a person said so");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
