package io.xendisk.xenapi.xmlrpc;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Turns the bytes of an answer into a value: String (text, and integers of any tag as text, as the
 * SDK wants them), Boolean, Double, Date, Object[], Map, or null for nil. No document type, no
 * entity, no extension and no base64 gets through, so nothing is fetched and nothing deserialised
 * (facts §9.1). A parser that has read an answer is kept for the next one, because making one safe
 * costs as much as reading what a small call brings. Thread-safe: a parser is used by one.
 */
public final class ReplyReader {
  private static final int MOST_IDLE = 4;
  private static final DefaultHandler NOBODY = new DefaultHandler();

  private final Limits limits;
  private final BlockingQueue<XMLReader> idle = new ArrayBlockingQueue<>(MOST_IDLE);

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
    XMLReader kept = idle.poll();
    XMLReader reader = kept == null ? newReader() : kept;
    reader.setContentHandler(handler);
    reader.setErrorHandler(handler);
    reader.setEntityResolver(handler);
    var source = new InputSource(bytes);
    source.setEncoding("UTF-8"); // xapi speaks nothing else; no label may say otherwise
    reader.parse(source);
    keep(reader);
    return handler.result();
  }

  /** One that has failed is not kept; one that is, keeps nothing of the answer. */
  private void keep(XMLReader reader) {
    reader.setContentHandler(NOBODY);
    reader.setErrorHandler(NOBODY);
    reader.setEntityResolver(NOBODY);
    boolean _ = idle.offer(reader);
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
