package org.lifeboat.catalog;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads {@code qubes.xml}, whichever release of Qubes wrote it. All VMs of the machine are listed,
 * those that are in the backup and those that are not.
 */
public final class QubesXml {

    /** The longest list that is read, in bytes; one of 1,000 VMs has about 1 MB. */
    public static final int MAX_SIZE = 16 << 20;

    /** Real lists have five levels. */
    private static final int MAX_DEPTH = 64;

    private QubesXml() {}

    /**
     * @param authenticated the document's bytes, at most {@link #MAX_SIZE}
     * @throws CatalogException if it is not such a list, or has what such a list never has
     */
    public static List<Vm> parse(byte[] authenticated) throws CatalogException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            // Decoded here: the JDK's parser prints a line to the terminal about broken UTF-8.
            String document =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(authenticated))
                            .toString();
            return vms(factory.createXMLStreamReader(new StringReader(document)));
        } catch (CharacterCodingException notUtf8) {
            throw new CatalogException("not UTF-8");
        } catch (XMLStreamException malformed) {
            throw new CatalogException("not well-formed");
        }
    }

    private static List<Vm> vms(XMLStreamReader reader)
            throws XMLStreamException, CatalogException {
        Dialect dialect = null;
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new CatalogException("a document type or entity");
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (dialect == null) {
                        dialect = dialect(reader.getLocalName());
                    }
                    text.setLength(0);
                    dialect.start(reader, depth);
                    if (depth > MAX_DEPTH) {
                        throw new CatalogException("elements in elements without end");
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    dialect.end(text.toString(), depth);
                    text.setLength(0);
                    depth--;
                }
                default -> {}
            }
        }
        if (dialect == null) {
            throw new CatalogException("no element");
        }
        return dialect.vms();
    }

    private static Dialect dialect(String root) throws CatalogException {
        return switch (root) {
            case AttributeDialect.ROOT -> new AttributeDialect();
            case DomainDialect.ROOT -> new DomainDialect();
            default -> throw new CatalogException("another root element");
        };
    }
}
