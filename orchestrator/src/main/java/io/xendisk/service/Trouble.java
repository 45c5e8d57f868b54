package io.xendisk.service;

import io.xendisk.domain.Explanation;

/** What keeps a deed from being done: a person is needed, or time. Immutable. */
record Trouble(String id, String words) {
  static Trouble of(Explanation why) {
    return new Trouble(why.id(), why.message());
  }
}
