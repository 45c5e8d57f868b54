package io.xendisk.service.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A piece of a page. Text gets in only as text, whatever a filesystem's label holds; and what the
 * policy of the service's pages forbids, scripts and styles inside of them and addresses elsewhere,
 * cannot be made. Immutable.
 */
public sealed interface Html {
  /** Letters that mean nothing but themselves. */
  record Text(String text) implements Html {}

  /** One after the other. */
  record Many(List<Html> parts) implements Html {
    public Many {
      parts = List.copyOf(parts);
    }
  }

  /** An element with its attributes, in their order; an empty value is an attribute without one. */
  record Element(String name, Map<String, String> attributes, List<Html> children) implements Html {
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction");

    public Element {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
      children = List.copyOf(children);
      if (!name.matches("[a-z][a-z0-9]*") || name.equals("style")) {
        throw new IllegalArgumentException("no element of our pages: " + name);
      }
      if (name.equals("script") && !children.isEmpty()) {
        throw new IllegalArgumentException("a script is a file of its own");
      }
      attributes.forEach(Element::check);
    }

    private static void check(String name, String value) {
      var plain = name.toLowerCase(Locale.ROOT);
      boolean known = plain.matches("[a-z][a-z-]*");
      if (!known || plain.startsWith("on") || plain.startsWith("hx-on") || plain.equals("style")) {
        throw new IllegalArgumentException("no attribute of our pages: " + name);
      }
      if (ADDRESSES.contains(plain) && !isOurs(value)) {
        throw new IllegalArgumentException("an address outside of the service: " + value);
      }
    }

    private static boolean isOurs(String address) {
      return address.startsWith("#") || (address.startsWith("/") && !address.startsWith("//"));
    }

    /** The same with an attribute more. */
    public Element with(String attribute, String value) {
      var more = new LinkedHashMap<>(attributes);
      more.put(attribute, value);
      return new Element(name, more, children);
    }

    /** The same with an attribute that has no value, if this is so. */
    public Element with(String attribute, boolean so) {
      return so ? with(attribute, "") : this;
    }

    /** The same with more in it. */
    public Element add(Html... more) {
      return add(Arrays.asList(more));
    }

    public Element add(Collection<? extends Html> more) {
      var all = new ArrayList<>(children);
      all.addAll(more);
      return new Element(name, attributes, all);
    }

    public Element add(String text) {
      return add(new Text(text));
    }
  }

  /** An element, and its classes for the style sheet. */
  static Element tag(String name, String... classes) {
    var plain = new Element(name, Map.of(), List.of());
    return classes.length == 0 ? plain : plain.with("class", String.join(" ", classes));
  }

  static Html text(String text) {
    return new Text(text);
  }

  static Html all(Html... parts) {
    return new Many(Arrays.asList(parts));
  }

  static Html all(Collection<? extends Html> parts) {
    return new Many(List.copyOf(parts));
  }

  static Html nothing() {
    return new Many(List.of());
  }

  /** A whole document, as it goes to the browser. */
  static String document(Element html) {
    var out = new StringBuilder("<!DOCTYPE html>\n");
    HtmlWriter.write(html, out);
    return out.append('\n').toString();
  }
}
