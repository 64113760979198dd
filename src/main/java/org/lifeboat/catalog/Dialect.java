package org.lifeboat.catalog;

import java.util.List;
import java.util.OptionalLong;

import javax.xml.stream.XMLStreamReader;

/** One way of writing {@code qubes.xml}: receives the elements and makes VMs of them. */
interface Dialect {

    /**
     * @param reader at the element's start
     * @param depth 1 for the root
     */
    void start(XMLStreamReader reader, int depth);

    /**
     * @param text of the element, if it has no elements in it
     */
    void end(String text, int depth);

    /**
     * After the document's end: the VMs in the document's order.
     *
     * @throws CatalogException if it is no such list
     */
    List<Vm> vms() throws CatalogException;

    /** Empty if it is not there. */
    static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** A folder in the backup, without the slash that some writers put behind it. */
    static String path(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    static OptionalLong size(String value) {
        return value.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(value))
                : OptionalLong.empty();
    }
}
