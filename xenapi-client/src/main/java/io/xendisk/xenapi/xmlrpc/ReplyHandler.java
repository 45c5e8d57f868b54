package io.xendisk.xenapi.xmlrpc;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The grammar of an XML-RPC answer as a stack, not a recursion: depth costs a counter, never the
 * thread's stack. What is not in the grammar ends the parse. One automaton, so one class. Confined
 * to one parse.
 */
final class ReplyHandler extends DefaultHandler {
  private enum Place {
    DOCUMENT,
    RESPONSE,
    PARAMS,
    PARAM,
    FAULT,
    VALUE,
    SCALAR,
    STRUCT,
    MEMBER,
    NAME,
    ARRAY,
    DATA
  }

  /** One open element, with what it has gathered so far. */
  private static final class Frame {
    final Place place;
    final String tag;
    @Nullable Map<String, @Nullable Object> members;
    @Nullable List<@Nullable Object> items;
    @Nullable String name;
    @Nullable Object value;
    boolean filled;

    Frame(Place place, String tag) {
      this.place = place;
      this.tag = tag;
    }
  }

  private static final int LONGEST_NUMBER = 400;

  private final Limits limits;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Map<String, String> names = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private int values;
  private boolean fault;
  private boolean done;
  private @Nullable Object result;

  ReplyHandler(Limits limits) {
    this.limits = limits;
    open.push(new Frame(Place.DOCUMENT, ""));
  }

  @Nullable Object result() throws MalformedReplyException {
    if (!done) {
      throw new MalformedReplyException("the answer holds no value");
    }
    if (fault) {
      throw new MalformedReplyException("the answer is an XML-RPC fault, which xapi never sends");
    }
    return result;
  }

  @Override
  public void startElement(String uri, String localName, String tag, Attributes attributes)
      throws SAXException {
    Frame parent = top();
    switch (parent.place) {
      case DOCUMENT -> enter(tag, "methodResponse", Place.RESPONSE);
      case RESPONSE -> {
        once(parent);
        if (tag.equals("fault")) {
          fault = true;
          open.push(new Frame(Place.FAULT, tag));
        } else {
          enter(tag, "params", Place.PARAMS);
        }
      }
      case PARAMS -> {
        once(parent);
        enter(tag, "param", Place.PARAM);
      }
      case PARAM, FAULT -> {
        once(parent);
        enterValue(tag);
      }
      case VALUE -> typed(parent, tag);
      case STRUCT -> enter(tag, "member", Place.MEMBER);
      case MEMBER -> {
        if (parent.name == null) {
          enter(tag, "name", Place.NAME);
        } else {
          once(parent);
          enterValue(tag);
        }
      }
      case ARRAY -> {
        once(parent);
        enter(tag, "data", Place.DATA);
      }
      case DATA -> enterValue(tag);
      case SCALAR, NAME -> throw unexpected(tag);
    }
    text.setLength(0);
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    switch (top().place) {
      case VALUE, SCALAR, NAME -> {
        if (text.length() + length > limits.text()) {
          throw new MalformedReplyException(
              "a text of the answer is longer than %,d characters".formatted(limits.text()), true);
        }
        text.append(characters, start, length);
      }
      default -> {
        for (int i = start; i < start + length; i++) {
          if (!Character.isWhitespace(characters[i])) {
            throw new MalformedReplyException("text outside a value");
          }
        }
      }
    }
  }

  @Override
  public void endElement(String uri, String localName, String tag) throws SAXException {
    Frame frame = open.pop();
    switch (frame.place) {
      case VALUE -> {
        if (frame.filled && !text.toString().isBlank()) {
          throw new MalformedReplyException("text beside a value");
        }
        give(frame.filled ? frame.value : text.toString());
      }
      case SCALAR -> fill(scalar(frame.tag, text.toString()));
      case NAME -> top().name = names.computeIfAbsent(text.toString(), name -> name);
      case STRUCT -> {
        depth--;
        fill(frame.members == null ? new LinkedHashMap<>() : frame.members);
      }
      case DATA -> top().items = frame.items;
      case ARRAY -> {
        depth--;
        fill(frame.items == null ? new Object[0] : frame.items.toArray());
      }
      case MEMBER -> member(frame);
      case PARAM, FAULT -> {
        if (!frame.filled) {
          throw new MalformedReplyException("<%s> holds no value".formatted(frame.tag));
        }
      }
      case DOCUMENT, RESPONSE, PARAMS -> {}
    }
    text.setLength(0);
  }

  @Override
  public InputSource resolveEntity(@Nullable String publicId, @Nullable String systemId)
      throws SAXException {
    throw new MalformedReplyException("the answer refers to something outside itself");
  }

  @Override
  public void processingInstruction(String target, String data) throws SAXException {
    throw new MalformedReplyException("the answer holds a processing instruction");
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e; // and print nothing: the JDK's own handler writes to stderr
  }

  private void typed(Frame value, String tag) throws MalformedReplyException {
    if (value.filled || !text.toString().isBlank()) {
      throw unexpected(tag);
    }
    switch (tag) {
      case "string", "int", "i4", "i8", "boolean", "double", "dateTime.iso8601", "nil" ->
          open.push(new Frame(Place.SCALAR, tag));
      case "struct" -> nest(new Frame(Place.STRUCT, tag));
      case "array" -> nest(new Frame(Place.ARRAY, tag));
      default -> throw unexpected(tag); // base64 and everything of ex: among them
    }
  }

  private void nest(Frame frame) throws MalformedReplyException {
    if (++depth > limits.depth()) {
      throw new MalformedReplyException(
          "the answer nests deeper than %d levels".formatted(limits.depth()), true);
    }
    open.push(frame);
  }

  private void enter(String tag, String wanted, Place place) throws MalformedReplyException {
    if (!tag.equals(wanted)) {
      throw unexpected(tag);
    }
    open.push(new Frame(place, tag));
  }

  private void enterValue(String tag) throws MalformedReplyException {
    if (++values > limits.values()) {
      throw new MalformedReplyException(
          "the answer holds more than %,d values".formatted(limits.values()), true);
    }
    enter(tag, "value", Place.VALUE);
  }

  /** A value is complete: it goes to what is around it. */
  private void give(@Nullable Object value) {
    Frame parent = top();
    if (parent.place == Place.DATA) {
      if (parent.items == null) {
        parent.items = new ArrayList<>();
      }
      parent.items.add(value);
    } else {
      parent.value = value;
      if (parent.place == Place.PARAM || parent.place == Place.FAULT) {
        result = value;
        done = true;
      }
    }
  }

  private void fill(@Nullable Object value) {
    Frame frame = top();
    frame.value = value;
    frame.filled = true;
  }

  private void member(Frame member) throws MalformedReplyException {
    if (member.name == null || !member.filled) {
      throw new MalformedReplyException("a member has no name or no value");
    }
    Frame struct = top();
    if (struct.members == null) {
      struct.members = new LinkedHashMap<>();
    }
    if (struct.members.containsKey(member.name)) {
      throw new MalformedReplyException("a struct holds the same member twice");
    }
    struct.members.put(member.name, member.value);
  }

  private static @Nullable Object scalar(String tag, String text) throws MalformedReplyException {
    if (!tag.equals("string") && text.length() > LONGEST_NUMBER) {
      throw new MalformedReplyException("<%s> holds a long text".formatted(tag));
    }
    String trimmed = text.strip();
    try {
      return switch (tag) {
        case "string" -> text;
        case "nil" -> null;
        case "boolean" -> bool(trimmed);
        case "double" -> number(trimmed);
        case "dateTime.iso8601" -> date(text);
        default -> Long.toString(Long.parseLong(trimmed));
      };
    } catch (NumberFormatException _) {
      throw new MalformedReplyException("<%s> holds no number".formatted(tag));
    }
  }

  private static Boolean bool(String text) throws MalformedReplyException {
    return switch (text) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw new MalformedReplyException("<boolean> holds neither 0 nor 1");
    };
  }

  /** OCaml prints what is no number as nan and inf (facts §1.3). */
  private static Double number(String text) {
    return switch (text) {
      case "nan", "-nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text);
    };
  }

  /** A date in an unknown form stays text: one odd field must not cost the whole answer. */
  private static Object date(String text) {
    Instant instant = Dates.parse(text);
    return instant == null ? text : Date.from(instant);
  }

  private static void once(Frame frame) throws MalformedReplyException {
    if (frame.filled) {
      throw new MalformedReplyException("<%s> holds more than one thing".formatted(frame.tag));
    }
    frame.filled = true;
  }

  private Frame top() {
    return open.element();
  }

  private static MalformedReplyException unexpected(String tag) {
    return new MalformedReplyException("unexpected <%.40s>".formatted(tag));
  }
}
