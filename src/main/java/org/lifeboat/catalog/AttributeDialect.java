package org.lifeboat.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLStreamReader;

/**
 * {@code qubes.xml} of Qubes R2 and R3: one element a VM below the root, everything in its
 * attributes, and {@code backup_content="True"} on those in the backup.
 */
final class AttributeDialect implements Dialect {

    static final String ROOT = "QubesVmCollection";

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

    private final List<Vm> vms = new ArrayList<>();

    @Override
    public void start(XMLStreamReader reader, int depth) {
        if (depth == 2) {
            vm(reader).ifPresent(vms::add);
        }
    }

    @Override
    public void end(String text, int depth) {}

    @Override
    public List<Vm> vms() {
        return vms;
    }

    private static Optional<Vm> vm(XMLStreamReader reader) {
        VmType type = TYPES.get(reader.getLocalName());
        String name = Dialect.attribute(reader, "name");
        if (type == null || name.isEmpty()) {
            return Optional.empty();
        }
        if (type == VmType.APP && Dialect.attribute(reader, "template_qid").equals("none")) {
            type = VmType.STANDALONE;
        }
        boolean included = isTrue(reader, "backup_content");
        return Optional.of(
                new Vm(
                        name,
                        type,
                        Dialect.attribute(reader, "label"),
                        included ? Dialect.path(Dialect.attribute(reader, "backup_path")) : "",
                        included,
                        Dialect.size(Dialect.attribute(reader, "backup_size")),
                        isTrue(reader, "installed_by_rpm") || isTrue(reader, "internal")));
    }

    private static boolean isTrue(XMLStreamReader reader, String name) {
        return Dialect.attribute(reader, name).toLowerCase(Locale.ROOT).equals("true");
    }
}
