package org.lifeboat.wizard.steps;

import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.report.LabelWord;
import org.lifeboat.report.Messages;

import java.util.List;
import java.util.Locale;

/** What is said of a VM that can be ticked. */
final class VmWords {

    private VmWords() {}

    /** What sort of VM it is, and its colour's name. */
    static String kind(Vm vm) {
        String type = Messages.text("vmtype." + vm.type().name().toLowerCase(Locale.ROOT));
        return vm.label().isEmpty() ? type : type + ", " + LabelWord.of(vm.label());
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
