package org.lifeboat.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.xml.stream.XMLStreamReader;

/**
 * {@code qubes.xml} of Qubes R4: {@code <domain class="AppVM">} with a {@code <property>} and a
 * {@code <feature>} element for each thing that is not as usual, and labels through a table. The
 * feature {@code backup-content} is on those in the backup.
 */
final class DomainDialect implements Dialect {

    static final String ROOT = "qubes";

    /** dom0 has no property of that name. */
    private static final String DOM0 = "dom0";

    private static final Map<String, VmType> TYPES =
            Map.of(
                    "AppVM", VmType.APP,
                    "TemplateVM", VmType.TEMPLATE,
                    "StandaloneVM", VmType.STANDALONE,
                    "DispVM", VmType.DISPOSABLE,
                    "AdminVM", VmType.ADMIN);

    /** One domain, filled while its elements are read. */
    private record Domain(
            String type, Map<String, String> properties, Map<String, String> features) {}

    /** The path of the elements that describe a domain. */
    private static final String IN_DOMAIN = "qubes/domains/domain/";

    private final List<String> path = new ArrayList<>();
    private final List<Domain> domains = new ArrayList<>();
    private final Map<String, String> labels = new HashMap<>();
    private String key = "";
    private boolean hasDomains;

    @Override
    public void start(XMLStreamReader reader, int depth) {
        path.add(reader.getLocalName());
        switch (place()) {
            case "qubes/labels/label" -> key = Dialect.attribute(reader, "id");
            case "qubes/domains" -> hasDomains = true;
            case "qubes/domains/domain" ->
                    domains.add(
                            new Domain(
                                    Dialect.attribute(reader, "class"),
                                    new HashMap<>(),
                                    new HashMap<>()));
            case IN_DOMAIN + "properties/property", IN_DOMAIN + "features/feature" ->
                    key = Dialect.attribute(reader, "name");
            default -> {}
        }
    }

    @Override
    public void end(String text, int depth) {
        switch (place()) {
            case "qubes/labels/label" -> labels.put(key, text);
            case IN_DOMAIN + "properties/property" -> domains.getLast().properties().put(key, text);
            case IN_DOMAIN + "features/feature" -> domains.getLast().features().put(key, text);
            default -> {}
        }
        path.removeLast();
    }

    private String place() {
        return String.join("/", path);
    }

    @Override
    public List<Vm> vms() throws CatalogException {
        if (!hasDomains) {
            throw new CatalogException("no list of domains");
        }
        List<Vm> vms = new ArrayList<>();
        for (Domain domain : domains) {
            VmType type = TYPES.get(domain.type());
            String name =
                    domain.properties().getOrDefault("name", type == VmType.ADMIN ? DOM0 : "");
            if (type != null && !name.isEmpty()) {
                vms.add(vm(domain, type, name));
            }
        }
        return vms;
    }

    private Vm vm(Domain domain, VmType type, String name) {
        Map<String, String> features = domain.features();
        boolean included = isTrue(features.get("backup-content"));
        String label = domain.properties().getOrDefault("label", "");
        return new Vm(
                name,
                type,
                labels.getOrDefault(label, label),
                included ? Dialect.path(features.getOrDefault("backup-path", "")) : "",
                included,
                Dialect.size(features.getOrDefault("backup-size", "")),
                isTrue(domain.properties().get("installed_by_rpm"))
                        || isTrue(features.get("internal")));
    }

    /** Python's idea of a feature's truth, and no for what people would write for it. */
    private static boolean isTrue(String value) {
        return value != null
                && !switch (value.strip().toLowerCase(Locale.ROOT)) {
                    case "", "0", "false", "no", "none" -> true;
                    default -> false;
                };
    }
}
