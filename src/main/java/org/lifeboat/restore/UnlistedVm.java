package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;

import java.util.List;
import java.util.OptionalLong;

/** What can be said of a VM from its folder in the backup alone. */
final class UnlistedVm {

    private UnlistedVm() {}

    static Vm of(String folder, List<ChunkSequence> archives) {
        VmType type =
                type(folder, archives.stream().map(archive -> archive.path().name()).toList());
        String name = type == VmType.ADMIN ? "dom0" : folder.substring(folder.lastIndexOf('/') + 1);
        return new Vm(name, type, "", folder, true, OptionalLong.empty(), false);
    }

    private static VmType type(String folder, List<String> archives) {
        if (folder.equals(ArchivePath.DOM0_HOME)) {
            return VmType.ADMIN;
        }
        if (archives.contains(".") || folder.startsWith("vm-templates/")) {
            return VmType.TEMPLATE;
        }
        if (folder.startsWith("servicevms/")) {
            return VmType.NET;
        }
        return archives.contains("root.img") ? VmType.STANDALONE : VmType.APP;
    }
}
