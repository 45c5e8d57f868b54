package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.domain.Explanation;

/** That something cannot be shown or done, in the words of the command. Pure. */
public final class TroublePage {
  private TroublePage() {}

  public static String page(Visitor visitor, String title, Explanation why) {
    return Layout.still(
        visitor,
        title,
        Html.all(
            tag("h1").add(title),
            Look.trouble(why).with("role", "alert"),
            tag("p", "acts").add(Look.button("/", "To all bays", "main").with("id", "to-all"))));
  }
}
