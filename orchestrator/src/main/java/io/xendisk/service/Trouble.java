package io.xendisk.service;

import io.xendisk.domain.Explanation;

/**
 * What keeps a deed from being done: a person is needed, or time. Immutable.
 *
 * @param passes whether it goes by itself, so that nobody need know
 */
record Trouble(String id, String words, boolean passes) {
  Trouble(String id, String words) {
    this(id, words, false);
  }

  static Trouble of(Explanation why) {
    return new Trouble(why.id(), why.message());
  }
}
