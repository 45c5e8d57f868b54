package io.xendisk.xenapi.xmlrpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Reads an answer by the JDK's own XML parser, and refuses what our scanner refuses of XML: what
 * they make of the same bytes must be the same. Confined to one answer.
 */
final class JdkReading extends DefaultHandler2 {
  private final ReplyHandler handler;

  private JdkReading(ReplyHandler handler) {
    this.handler = handler;
  }

  static @Nullable Object read(byte[] bytes, Limits limits)
      throws SAXException, IOException, ParserConfigurationException, MalformedReplyException {
    var reading = new JdkReading(new ReplyHandler(limits));
    XMLReader reader = SAXParserFactory.newDefaultInstance().newSAXParser().getXMLReader();
    reader.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    reader.setProperty("http://xml.org/sax/properties/lexical-handler", reading);
    reader.setContentHandler(reading);
    reader.setErrorHandler(reading);
    var source = new InputSource(new ByteArrayInputStream(bytes));
    source.setEncoding("UTF-8");
    reader.parse(source);
    return reading.handler.result();
  }

  /** What the handler says goes through the parser as the parser's own exception. */
  private interface Told {
    void to(ReplyHandler handler) throws MalformedReplyException;
  }

  private void tell(Told told) throws SAXException {
    try {
      told.to(handler);
    } catch (MalformedReplyException e) {
      throw new SAXException(e);
    }
  }

  @Override
  public void startElement(String uri, String localName, String tag, Attributes attributes)
      throws SAXException {
    if (attributes.getLength() > 0) {
      throw new SAXException("an attribute");
    }
    tell(to -> to.open(tag));
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    tell(to -> to.characters(characters, start, length));
  }

  @Override
  public void endElement(String uri, String localName, String tag) throws SAXException {
    tell(to -> to.close(tag));
  }

  @Override
  public void processingInstruction(String target, String data) throws SAXException {
    throw new SAXException("a processing instruction");
  }

  @Override
  public void comment(char[] characters, int start, int length) throws SAXException {
    throw new SAXException("a comment");
  }

  @Override
  public void startCDATA() throws SAXException {
    throw new SAXException("CDATA");
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e; // and print nothing
  }
}
