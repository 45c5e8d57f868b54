package io.xendisk.xenapi;

import org.apache.ws.commons.serialize.XMLWriter;
import org.apache.ws.commons.serialize.XMLWriterImpl;
import org.apache.xmlrpc.serializer.BaseXmlWriterFactory;
import org.xml.sax.SAXException;

/**
 * Writes requests as UTF-8. Apache's own writer turns each half of a character beyond the first
 * plane into a reference of its own, which is no XML, so that a VM with such a name could not be
 * looked up. Stateless.
 */
final class PlainXml extends BaseXmlWriterFactory {
  @Override
  protected XMLWriter newXmlWriter() {
    return new XMLWriterImpl() {
      @Override
      public boolean canEncode(char c) {
        return c >= ' ' || c == '\n' || c == '\t'; // a bare CR would arrive as LF
      }

      @Override
      public void characters(char[] text, int start, int length) throws SAXException {
        for (int i = start; i < start + length; i++) {
          char c = text[i];
          boolean paired =
              Character.isHighSurrogate(c)
                  ? i + 1 < start + length && Character.isLowSurrogate(text[i + 1])
                  : Character.isLowSurrogate(c)
                      ? i > start && Character.isHighSurrogate(text[i - 1])
                      : c >= ' ' ? c < 0xfffe : c == '\n' || c == '\t' || c == '\r';
          if (!paired) {
            throw new SAXException("it holds the character U+%04X".formatted((int) c));
          }
        }
        super.characters(text, start, length);
      }
    };
  }
}
