package io.xendisk.xenapi.xmlrpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the part of XML that xapi writes: tags without attributes, text, the five entities and
 * character references. All else (a document type, an attribute, a comment, CDATA, a processing
 * instruction) is refused, so that there is nothing to switch off (docs/adr/0025). Memory is one
 * small buffer. Confined to one answer.
 */
final class ReplyScanner {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_REFERENCE = 10;
  private static final int END = -1;
  private static final int NO_CHARACTER = Integer.MAX_VALUE;

  private final Reader reader;
  private final ReplyHandler handler;
  private final char[] buffer = new char[4096];
  private final StringBuilder name = new StringBuilder();
  private int at;
  private int end;
  private boolean begun;

  ReplyScanner(InputStream bytes, ReplyHandler handler) {
    // xapi speaks nothing but UTF-8; no label may say otherwise.
    this.reader =
        new InputStreamReader(
            bytes,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    this.handler = handler;
  }

  /** Tells the handler of all that there is, to the end. */
  void scan() throws IOException, MalformedReplyException {
    try {
      for (int next = peek(); next != END; next = peek()) {
        switch (next) {
          case '<' -> markup();
          case '&' -> reference();
          case '\r' -> lineEnd();
          default -> text();
        }
        begun = true;
      }
    } catch (CharacterCodingException e) {
      throw new MalformedReplyException("its bytes are no UTF-8");
    }
  }

  private void markup() throws IOException, MalformedReplyException {
    at++;
    switch (peek()) {
      case '/' -> {
        at++;
        var tag = name();
        expect('>');
        handler.close(tag);
      }
      case '?' -> declaration();
      case '!' ->
          throw new MalformedReplyException(
              "the answer holds a document type, a comment or CDATA, which xapi never sends");
      default -> {
        var tag = name();
        handler.open(tag);
        if (peek() == '/') {
          at++;
          handler.close(tag);
        }
        expect('>');
      }
    }
  }

  /** Of the version and the encoding; only at the very beginning. */
  private void declaration() throws IOException, MalformedReplyException {
    at++;
    if (begun || !name().equals("xml")) {
      throw new MalformedReplyException("the answer holds a processing instruction");
    }
    int before = 0;
    for (int next = next(); before != '?' || next != '>'; next = next()) {
      before = next;
    }
  }

  /** A name, and the blanks after it. */
  private String name() throws IOException, MalformedReplyException {
    name.setLength(0);
    int next = peek();
    while (next > ' ' && next != '>' && next != '/' && next != '<' && next != '&' && next != '?') {
      if (name.length() == LONGEST_NAME) {
        throw new MalformedReplyException("a tag is longer than xapi's are");
      }
      name.append((char) next);
      at++;
      next = peek();
    }
    while (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
      at++;
      next = peek();
    }
    return name.toString();
  }

  private void text() throws IOException, MalformedReplyException {
    int from = at;
    while (at < end) {
      char next = buffer[at];
      if (next == '<' || next == '&' || next == '\r') {
        break;
      }
      if (!isText(next)) {
        throw new MalformedReplyException(
            "the answer holds the character U+%04X".formatted((int) next));
      }
      at++;
    }
    handler.characters(buffer, from, at - from);
  }

  /** Of the characters that one char can hold; the decoder lets no half of a pair through. */
  private static boolean isText(int character) {
    return character >= ' ' ? character < 0xfffe : character == '\n' || character == '\t';
  }

  /** XML reads every end of a line as a line feed. */
  private void lineEnd() throws IOException, MalformedReplyException {
    at++;
    if (peek() != '\n') {
      give("\n");
    }
  }

  private void reference() throws IOException, MalformedReplyException {
    at++;
    name.setLength(0);
    for (int next = next(); next != ';'; next = next()) {
      if (name.length() == LONGEST_REFERENCE) {
        throw new MalformedReplyException("an & begins no reference");
      }
      name.append((char) next);
    }
    var reference = name.toString();
    give(
        switch (reference) {
          case "lt" -> "<";
          case "gt" -> ">";
          case "amp" -> "&";
          case "quot" -> "\"";
          case "apos" -> "'";
          default -> Character.toString(character(reference));
        });
  }

  private static int character(String reference) throws MalformedReplyException {
    boolean hex = reference.startsWith("#x");
    int radix = hex ? 16 : 10;
    int character = 0;
    for (int i = hex ? 2 : 1; i < reference.length(); i++) {
      char digit = reference.charAt(i);
      int value = digit < 0x80 ? Character.digit(digit, radix) : -1;
      character = value < 0 ? NO_CHARACTER : character * radix + value;
      if (character > Character.MAX_CODE_POINT) {
        break;
      }
    }
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    boolean beyond = character > 0xffff && character <= Character.MAX_CODE_POINT;
    if (!reference.startsWith("#") || half || !(beyond || character == '\r' || isText(character))) {
      throw new MalformedReplyException("the answer refers to &%.12s;".formatted(reference));
    }
    return character;
  }

  private void give(String characters) throws MalformedReplyException {
    handler.characters(characters.toCharArray(), 0, characters.length());
  }

  private void expect(char wanted) throws IOException, MalformedReplyException {
    if (next() != wanted) {
      throw new MalformedReplyException("a tag holds more than its name");
    }
  }

  private int next() throws IOException, MalformedReplyException {
    int next = peek();
    if (next == END) {
      throw new MalformedReplyException("the answer ends within a tag or a reference");
    }
    at++;
    return next;
  }

  private int peek() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, reader.read(buffer));
      if (end == 0) {
        return END;
      }
    }
    return buffer[at];
  }
}
