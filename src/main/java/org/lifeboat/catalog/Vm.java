package org.lifeboat.catalog;

import java.util.OptionalLong;

/**
 * One VM of the machine that made the backup.
 *
 * @param name as its user gave it; any text, made safe only where it becomes a file name
 * @param label the name of its colour, empty if unknown
 * @param path its folder in the backup, {@code vm5} or {@code appvms/work}; empty if it is not in
 *     the backup
 * @param included whether the list of VMs says that the backup holds it
 * @param sizeOnDisk bytes that it took on the machine, as far as the list says; absent or wrong in
 *     real backups
 * @param system installed as a package or internal: what Qubes brings itself
 */
public record Vm(
        String name,
        VmType type,
        String label,
        String path,
        boolean included,
        OptionalLong sizeOnDisk,
        boolean system) {

    public boolean isDom0() {
        return type == VmType.ADMIN;
    }
}
