package io.xendisk.xenapi.xmlrpc;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Turns the bytes of an answer into a value: String (text, and integers of any tag as text, as the
 * SDK wants them), Boolean, Double, Date, Object[], Map, or null for nil. No document type, no
 * entity, no extension and no base64 gets through, so nothing is fetched and nothing deserialised
 * (facts §9.1). Immutable; one call parses one answer.
 */
public final class ReplyReader {
  private final Limits limits;

  public ReplyReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * The one value of a methodResponse.
   *
   * @throws MalformedReplyException if it is not XML-RPC, or breaks a limit
   * @throws SAXException if it is not XML
   * @throws IOException if its bytes could not be read, or are not UTF-8
   */
  public @Nullable Object read(InputStream bytes) throws SAXException, IOException {
    var handler = new ReplyHandler(limits);
    XMLReader reader = newReader();
    reader.setContentHandler(handler);
    reader.setErrorHandler(handler);
    reader.setEntityResolver(handler);
    var source = new InputSource(bytes);
    source.setEncoding("UTF-8"); // xapi speaks nothing else; no label may say otherwise
    reader.parse(source);
    return handler.result();
  }

  private static XMLReader newReader() throws SAXException {
    try {
      // The JDK's own parser by name: no service lookup, and no other parser on somebody's path.
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setXIncludeAware(false);
      XMLReader reader = factory.newSAXParser().getXMLReader();
      // The JDK counts every &quot; as the text of an entity, and by default refuses an answer with
      // 100,000 of them, which any larger pool sends. Without a document type there are no other
      // entities, and the caps on bytes and text hold.
      reader.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
      reader.setProperty("jdk.xml.totalEntitySizeLimit", "0");
      return reader;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK's XML parser cannot be made safe", e);
    }
  }
}
