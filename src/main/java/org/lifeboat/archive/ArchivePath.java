package org.lifeboat.archive;

/**
 * An archive's name in the backup, {@code vm5/private.img}: the VM's folder and the archive's own
 * name. dom0's home is {@code dom0-home/USER}; a template stored as one folder is {@code vm9/.}.
 *
 * @param folder empty for {@code qubes.xml}
 */
public record ArchivePath(String folder, String name) {

    /** The archive that holds the list of VMs. */
    public static final ArchivePath CATALOG = new ArchivePath("", "qubes.xml");

    /** The folder of dom0's home, in every format. */
    public static final String DOM0_HOME = "dom0-home";

    public static ArchivePath of(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0
                ? new ArchivePath("", path)
                : new ArchivePath(path.substring(0, slash), path.substring(slash + 1));
    }

    /** Whether the archive holds the content of its VM's whole folder. */
    public boolean isWholeFolder() {
        return name.equals(".");
    }

    /** Written out, as {@link #hashCode}: to make them up takes the JVM 10 ms of each start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ArchivePath path
                && folder.equals(path.folder)
                && name.equals(path.name);
    }

    @Override
    public int hashCode() {
        return 31 * folder.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
