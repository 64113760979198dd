package org.lifeboat.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done: which VMs, and where to.
 *
 * @param chosen VMs of the backup; those that are not in it are told as missing
 * @param destination nothing if all is only verified
 */
public record RestorePlan(OpenBackup backup, List<VmContents> chosen, Optional<Path> destination) {

    public RestorePlan {
        chosen = List.copyOf(chosen);
    }

    public static RestorePlan verify(OpenBackup backup, List<VmContents> chosen) {
        return new RestorePlan(backup, chosen, Optional.empty());
    }

    public static RestorePlan restore(
            OpenBackup backup, List<VmContents> chosen, Path destination) {
        return new RestorePlan(backup, chosen, Optional.of(destination));
    }

    Mode mode() {
        return destination.isPresent() ? Mode.RESTORE : Mode.VERIFY;
    }
}
