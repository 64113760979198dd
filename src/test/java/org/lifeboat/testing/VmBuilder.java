package org.lifeboat.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** One VM of a {@link BackupBuilder}. */
public final class VmBuilder {

    private final String name;
    private final String folder;
    private final String element;
    private final Map<String, byte[]> tars = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    VmBuilder(String name, String folder, String element) {
        this.name = name;
        this.folder = folder;
        this.element = element;
    }

    String name() {
        return name;
    }

    public String folder() {
        return folder;
    }

    /** An archive that holds one file of its own name, as Qubes writes it. */
    public VmBuilder file(String archive, byte[] content) {
        files.put(archive, content);
        return tar(archive, new HostileTar().file(folder + "/" + archive, content).finished());
    }

    /** An archive with any tar in it. */
    public VmBuilder tar(String archive, byte[] tar) {
        tars.put(archive, tar);
        return this;
    }

    /** Says what a file of an archive is once restored: a path below the VM's folder. */
    public VmBuilder expect(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    Map<String, byte[]> tars() {
        return tars;
    }

    /** What must be in the VM's folder after a restore, by path. */
    Map<String, byte[]> files() {
        return files;
    }

    String xml(int qid) {
        return "  <%s name=\"%s\" qid=\"%d\" label=\"green\" template_qid=\"1\" backup_content=\"True\" backup_path=\"%s\"/>\n"
                .formatted(element, escaped(name), qid, escaped(folder));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (c < ' ' || c > '~' || "<>&\"".indexOf(c) >= 0) {
                                escaped.append("&#").append(c).append(';');
                            } else {
                                escaped.appendCodePoint(c);
                            }
                        });
        return escaped.toString();
    }
}
