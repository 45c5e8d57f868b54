package io.xendisk.domain.access;

import java.time.Duration;

/** Why somebody may not do what they ask of the service, or who may cannot be told. */
public sealed interface AccessProblem {
  record NoToken() implements AccessProblem {}

  /** A token or a session that is not known, or not any more. */
  record TokenRefused() implements AccessProblem {}

  record RoleTooLow(String name, Role role, Role needed) implements AccessProblem {}

  /** A browser was sent here by another site, or does not show the sign of its own page. */
  record CrossSite(String why) implements AccessProblem {}

  record TooManyRequests(Duration until) implements AccessProblem {}

  record TokenUnknown(String name) implements AccessProblem {}

  record NameTaken(String name) implements AccessProblem {}

  /** The file of tokens may be read or written by others, or cannot be read. */
  record FileUnsafe(String file, String why) implements AccessProblem {}
}
