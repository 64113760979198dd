package org.lifeboat.wizard.steps;

import org.lifeboat.catalog.VmType;
import org.lifeboat.report.Messages;

import java.util.List;
import java.util.Locale;

/** What is said of a VM that can be ticked. */
final class VmWords {

    private VmWords() {}

    static String kind(VmsModel.Choice choice) {
        String label = choice.vm().label();
        String type = Messages.text("vmtype." + choice.vm().type().name().toLowerCase(Locale.ROOT));
        return label.isEmpty() ? type : type + ", " + Messages.printable(label);
    }

    static String holds(VmsModel.Choice choice) {
        if (choice.isSystemTemplate()) {
            return Messages.text("wizard.vms.system");
        }
        if (choice.vm().type() == VmType.ADMIN) {
            return Messages.text("wizard.vms.holds.home");
        }
        List<String> archives = choice.archives();
        if (archives.contains(".")) {
            return Messages.text("wizard.vms.holds.folder");
        }
        boolean data = archives.contains("private.img");
        boolean system = archives.contains("root.img");
        if (data && system) {
            return Messages.text("wizard.vms.holds.both");
        }
        return data
                ? Messages.text("wizard.vms.holds.data")
                : Messages.printable(String.join(", ", archives));
    }
}
