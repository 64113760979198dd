package org.lifeboat.catalog;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads {@code qubes.xml} of formats 2 and 3: one element a VM below the root, everything in its
 * attributes. All VMs of the machine are listed, those in the backup with {@code
 * backup_content="True"}.
 */
public final class QubesXml {

    /** The longest list that is read, in bytes; one of 1,000 VMs has about 1 MB. */
    public static final int MAX_SIZE = 16 << 20;

    private static final int MAX_VMS = 10_000;

    private static final Map<String, VmType> TYPES =
            Map.of(
                    "QubesAppVm", VmType.APP,
                    "QubesTemplateVm", VmType.TEMPLATE,
                    "QubesTemplateHVm", VmType.TEMPLATE,
                    "QubesHVm", VmType.HVM,
                    "QubesHvm", VmType.HVM,
                    "QubesNetVm", VmType.NET,
                    "QubesProxyVm", VmType.PROXY,
                    "QubesDisposableVm", VmType.DISPOSABLE,
                    "QubesAdminVm", VmType.ADMIN);

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
        List<Vm> vms = new ArrayList<>();
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new CatalogException("a document type or entity");
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth == 1 && !reader.getLocalName().equals("QubesVmCollection")) {
                        throw new CatalogException("another root element");
                    }
                    if (depth == 2) {
                        vm(reader).ifPresent(vms::add);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
            if (vms.size() > MAX_VMS) {
                throw new CatalogException("more VMs than any machine has");
            }
        }
        return vms;
    }

    private static Optional<Vm> vm(XMLStreamReader reader) {
        VmType type = TYPES.get(reader.getLocalName());
        String name = attribute(reader, "name");
        if (type == null || name.isEmpty()) {
            return Optional.empty();
        }
        if (type == VmType.APP && attribute(reader, "template_qid").equals("none")) {
            type = VmType.STANDALONE;
        }
        boolean included = isTrue(reader, "backup_content");
        return Optional.of(
                new Vm(
                        name,
                        type,
                        attribute(reader, "label"),
                        included ? withoutFinalSlash(attribute(reader, "backup_path")) : "",
                        included,
                        size(attribute(reader, "backup_size")),
                        isTrue(reader, "installed_by_rpm") || isTrue(reader, "internal")));
    }

    private static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static boolean isTrue(XMLStreamReader reader, String name) {
        return attribute(reader, name).toLowerCase(Locale.ROOT).equals("true");
    }

    private static String withoutFinalSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static OptionalLong size(String value) {
        return value.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(value))
                : OptionalLong.empty();
    }
}
