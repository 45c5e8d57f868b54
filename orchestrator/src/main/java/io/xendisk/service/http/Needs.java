package io.xendisk.service.http;

import io.javalin.security.RouteRole;
import io.xendisk.domain.access.Role;

/** What a route needs of who calls it, where it is more than its method says. */
enum Needs implements RouteRole {
  VIEWER(Role.VIEWER),
  OPERATOR(Role.OPERATOR),
  SUPERVISOR(Role.SUPERVISOR);

  private final Role role;

  Needs(Role role) {
    this.role = role;
  }

  static Needs of(Role role) {
    return switch (role) {
      case VIEWER -> VIEWER;
      case OPERATOR -> OPERATOR;
      case SUPERVISOR -> SUPERVISOR;
    };
  }

  Role role() {
    return role;
  }
}
