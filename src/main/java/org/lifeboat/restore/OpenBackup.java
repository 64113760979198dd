package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.BackupFile;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.BackupIndexer;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Source;
import org.lifeboat.catalog.CatalogException;
import org.lifeboat.catalog.QubesXml;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.BackupFormats;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.problem.VmProblem;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A backup whose header the passphrase vouches for, and the VMs in it.
 *
 * <pre>{@code
 * try (OpenBackup backup = OpenBackup.open(path, passphrase)) {
 *     RestorePlan plan = RestorePlan.restore(backup, backup.vms(), destination);
 *     RestoreReport report = new RestoreEngine(plan, new Cancellation(), RestoreListener.NONE).run();
 * }
 * }</pre>
 */
public final class OpenBackup implements Closeable {

    private final Source source;
    private final BackupIndex index;
    private final BackupFormat format;
    private final int passphrase;
    private List<VmContents> vms = List.of();
    private final List<Problem> problems;
    private boolean catalogIsGood = true;

    private OpenBackup(Source source, BackupIndex index, BackupFormat format, int passphrase) {
        this.source = source;
        this.index = index;
        this.format = format;
        this.passphrase = passphrase;
        this.problems = new ArrayList<>(index.problems());
    }

    /**
     * @param passphrase stays the caller's; a copy is kept until {@link #close}
     * @throws IOException if the file cannot be read
     * @throws FatalException if it is no backup, the passphrase does not match, or this version
     *     cannot read it
     */
    public static OpenBackup open(Path path, Passphrase passphrase)
            throws IOException, FatalException {
        return open(path, List.of(passphrase));
    }

    /** The same with the first passphrase of several that matches. */
    public static OpenBackup open(Path path, List<Passphrase> passphrases)
            throws IOException, FatalException {
        BackupFile file = BackupFile.open(path);
        try {
            return open(file, passphrases);
        } catch (IOException | FatalException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /**
     * The same for bytes that come from elsewhere; the source is closed with this object if it can
     * be.
     */
    public static OpenBackup open(Source source, List<Passphrase> passphrases)
            throws IOException, FatalException {
        BackupIndex index = BackupIndexer.index(source);
        BackupFormats.Opened opened = BackupFormats.open(source, index, passphrases);
        OpenBackup backup = new OpenBackup(source, index, opened.format(), opened.passphrase());
        try {
            backup.readCatalog();
            return backup;
        } catch (FatalException unreadable) {
            backup.format.close();
            throw unreadable;
        }
    }

    /** The same with one passphrase. */
    public static OpenBackup open(Source source, Passphrase passphrase)
            throws IOException, FatalException {
        return open(source, List.of(passphrase));
    }

    /** Which of the passphrases that were tried matches, from 0. */
    public int passphrase() {
        return passphrase;
    }

    Source source() {
        return source;
    }

    BackupFormat format() {
        return format;
    }

    /**
     * Every VM of the machine that made the backup, those that are in it and those that are not.
     */
    public List<VmContents> vms() {
        return vms;
    }

    /** About the backup as a whole. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Whether the list of VMs could be read; if not, VMs are named after their folders. */
    boolean catalogIsGood() {
        return catalogIsGood;
    }

    /**
     * Whether the list of VMs could be read, and there is no damage between archives or at the end
     * in which others may have been lost.
     */
    boolean isWhole() {
        return catalogIsGood && index.problems().isEmpty();
    }

    /** The verified header and the list of VMs, as a report. */
    public RestoreReport list() {
        List<VmResult> listed = new ArrayList<>();
        Verdict verdict = isWhole() ? Verdict.OK : Verdict.DAMAGED;
        for (VmContents contents : vms) {
            List<ArchiveResult> archives =
                    contents.archives().stream()
                            .map(
                                    archive ->
                                            new ArchiveResult(
                                                    archive.path().name(),
                                                    Verdict.SKIPPED,
                                                    archive.storedBytes(),
                                                    0,
                                                    List.of(),
                                                    List.of(),
                                                    List.of()))
                            .toList();
            boolean missing = contents.vm().included() && !contents.isInBackup();
            List<Problem> about =
                    missing ? List.of(new VmProblem.Missing(contents.vm().name())) : List.of();
            verdict = missing ? Verdict.DAMAGED : verdict;
            listed.add(
                    new VmResult(
                            contents.vm(),
                            missing ? Verdict.MISSING : Verdict.SKIPPED,
                            archives,
                            about));
        }
        return new RestoreReport(
                Mode.LIST,
                RestoreReport.backup(this),
                RestoreReport.header(this),
                verdict,
                listed,
                problems);
    }

    private void readCatalog() throws FatalException {
        List<ChunkSequence> archives = new ArrayList<>(format.archives(index.entries()));
        Optional<ChunkSequence> catalog =
                archives.stream()
                        .filter(archive -> archive.path().equals(ArchivePath.CATALOG))
                        .findFirst();
        catalog.ifPresent(archives::remove);
        List<Vm> listed =
                catalog.map(this::readCatalog)
                        .orElseGet(
                                () -> {
                                    problems.add(new VmProblem.ListMissing());
                                    return List.of();
                                });
        catalogIsGood =
                catalog.isPresent()
                        && problems.stream().noneMatch(VmProblem.ListDamaged.class::isInstance);
        Optional<StreamProblem.CompressionUnknown> unknownCompressor =
                problems.stream()
                        .filter(StreamProblem.CompressionUnknown.class::isInstance)
                        .map(StreamProblem.CompressionUnknown.class::cast)
                        .findFirst();
        if (unknownCompressor.isPresent()) {
            throw new FatalException(
                    new UnreadableBackup.UnknownCompressor(unknownCompressor.get().filter()));
        }
        vms = assign(listed, archives);
    }

    private List<Vm> readCatalog(ChunkSequence catalog) {
        MemorySink content = new MemorySink(QubesXml.MAX_SIZE);
        ArchiveResult result = new SmallArchive(this).read(catalog, content);
        if (result.verdict() == Verdict.OK) {
            try {
                return QubesXml.parse(content.bytes());
            } catch (CatalogException malformed) {
                problems.add(new VmProblem.ListDamaged());
                return List.of();
            }
        }
        problems.addAll(result.problems());
        problems.add(new VmProblem.ListDamaged());
        return List.of();
    }

    /**
     * Gives every archive to the VM whose folder it is in; folders that no VM claims become VMs of
     * their own.
     */
    private static List<VmContents> assign(List<Vm> listed, List<ChunkSequence> archives) {
        Map<String, List<ChunkSequence>> byFolder = new LinkedHashMap<>();
        for (ChunkSequence archive : archives) {
            byFolder.computeIfAbsent(archive.path().folder(), folder -> new ArrayList<>())
                    .add(archive);
        }
        List<VmContents> contents = new ArrayList<>();
        for (Vm vm : listed) {
            String folder = vm.isDom0() ? ArchivePath.DOM0_HOME : vm.path();
            List<ChunkSequence> own =
                    vm.included() && !vm.path().isEmpty() ? byFolder.remove(folder) : null;
            contents.add(new VmContents(vm, own == null ? List.of() : own));
        }
        byFolder.forEach(
                (folder, unclaimed) ->
                        contents.add(new VmContents(unlisted(folder, unclaimed), unclaimed)));
        return contents;
    }

    /** What can be said of a VM from its folder alone. */
    private static Vm unlisted(String folder, List<ChunkSequence> archives) {
        List<String> names = archives.stream().map(archive -> archive.path().name()).toList();
        VmType type;
        if (folder.equals(ArchivePath.DOM0_HOME)) {
            type = VmType.ADMIN;
        } else if (names.contains(".") || folder.startsWith("vm-templates/")) {
            type = VmType.TEMPLATE;
        } else if (folder.startsWith("servicevms/")) {
            type = VmType.NET;
        } else {
            type = names.contains("root.img") ? VmType.STANDALONE : VmType.APP;
        }
        String name = type == VmType.ADMIN ? "dom0" : folder.substring(folder.lastIndexOf('/') + 1);
        return new Vm(name, type, "", folder, true, OptionalLong.empty(), false);
    }

    @Override
    public void close() throws IOException {
        format.close();
        if (source instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
