package io.xendisk.service.page;

import io.xendisk.domain.access.Role;
import java.util.List;

/**
 * Who looks at a page. Immutable.
 *
 * @param csrf what a form has to send along, as proof that it is of a page of ours
 * @param notices what each page says of the service itself
 */
public record Visitor(String name, Role role, String csrf, List<String> notices) {
  public Visitor {
    notices = List.copyOf(notices);
  }

  public boolean mayAct() {
    return role.includes(Role.OPERATOR);
  }

  public boolean mayForce() {
    return role.includes(Role.SUPERVISOR);
  }
}
