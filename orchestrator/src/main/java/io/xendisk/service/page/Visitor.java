package io.xendisk.service.page;

import io.xendisk.domain.access.Role;

/**
 * Who looks at a page. Immutable.
 *
 * @param csrf what a form has to send along, as proof that it is of a page of ours
 */
public record Visitor(String name, Role role, String csrf) {
  public boolean mayAct() {
    return role.includes(Role.OPERATOR);
  }

  public boolean mayForce() {
    return role.includes(Role.SUPERVISOR);
  }
}
