package io.xendisk.answer.wrong;

import io.xendisk.cli.World;
import org.slf4j.LoggerFactory;

/** Words that know who asks for them, and log. */
public record AnswerThatReachesTooFar(World world) {
  void log() {
    LoggerFactory.getLogger(AnswerThatReachesTooFar.class).info("{}", world);
  }
}
