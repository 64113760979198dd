package org.lifeboat.testing;

import org.lifeboat.archive.BackupIndexer;
import org.lifeboat.archive.OuterEntry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Builds a backup, of format 3 if nothing else is said: first VMs and options, then, once {@link
 * #seal} was called, edits on its parts, which the HMACs still match unless an edit says otherwise.
 */
public final class BackupBuilder {

    /** Found nowhere by chance, so that a test can look for it everywhere. */
    public static final String PASSPHRASE = "Ünsinkbar 7531 \"<&> blaue Blume";

    private static final String BACKUP_ID = "20260101T120000-1234";

    private final List<VmBuilder> vms = new ArrayList<>();
    private final Map<String, String> header = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private Optional<byte[]> rawHeader = Optional.empty();
    private Optional<byte[]> rawCatalog = Optional.empty();
    private Optional<byte[]> catalogTar = Optional.empty();
    private UnaryOperator<byte[]> compressor = BackupBuilder::gzip;
    private String passphrase = PASSPHRASE;
    private String typed = PASSPHRASE;
    private String mac = "HmacSHA512";
    private int chunkSize = 20_000;

    public BackupBuilder() {
        header.put("version", "3");
        header.put("encrypted", "True");
        header.put("compressed", "True");
        header.put("compression-filter", "gzip");
        header.put("crypto-algorithm", "aes-256-cbc");
        header.put("hmac-algorithm", "SHA512");
    }

    /**
     * Takes a backup apart that was made elsewhere, so that its parts can be edited.
     *
     * @param passphrase that it was made with
     */
    public static BackupBuilder of(byte[] backup, String passphrase) {
        BackupBuilder taken = new BackupBuilder().passphrase(passphrase);
        taken.typed = passphrase;
        for (OuterEntry entry : entries(backup)) {
            int start = (int) entry.offset();
            byte[] bytes = Arrays.copyOfRange(backup, start, start + (int) entry.size());
            if (entry.name().endsWith(".hmac")) {
                String hmac = new String(bytes, StandardCharsets.ISO_8859_1);
                taken.edit(entry.name().replaceFirst("\\.hmac$", ""), part -> part.withHmac(hmac));
            } else {
                taken.parts.add(new Part(entry.name(), bytes, Optional.empty()));
            }
        }
        return taken;
    }

    /** Where everything lies in a backup. */
    public static List<OuterEntry> entries(byte[] backup) {
        try {
            return BackupIndexer.index(FakeSource.of(backup), BackupIndexer.Care.USUAL).entries();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The passphrase that is to be tried on it. */
    public String typed() {
        return typed;
    }

    /** What R4 writes: a scrypt file a part, and no HMAC entries. */
    public BackupBuilder format4() {
        header.remove("crypto-algorithm");
        option("version", "4").option("hmac-algorithm", "scrypt").option("backup-id", BACKUP_ID);
        return this;
    }

    /** What R2's betas wrote: each part compressed and encrypted by itself. */
    public BackupBuilder format2() {
        header.remove("compression-filter");
        return option("version", "2").option("hmac-algorithm", "SHA1").mac("HmacSHA1");
    }

    private boolean isFormat(String version) {
        return header.get("version").equals(version);
    }

    /** Two VMs, the first with a disk of several chunks. */
    public static BackupBuilder workAndVault() {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", random(1, 90_000)).file("firewall.xml", random(2, 9));
        backup.vm("vault").file("private.img", random(3, 70_000));
        return backup;
    }

    /** Bytes that no compressor makes smaller. */
    public static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** An AppVM in the folder {@code vm<qid>}; the first has qid 5. */
    public VmBuilder vm(String name) {
        return vm(name, "QubesAppVm", "vm" + (5 + vms.size()));
    }

    public VmBuilder vm(String name, String element, String folder) {
        VmBuilder vm = new VmBuilder(name, folder, element);
        vms.add(vm);
        return vm;
    }

    public BackupBuilder chunkSize(int bytes) {
        chunkSize = bytes;
        return this;
    }

    public BackupBuilder passphrase(String other) {
        passphrase = other;
        return this;
    }

    public BackupBuilder plain() {
        return option("encrypted", "False");
    }

    public BackupBuilder uncompressed() {
        return option("compressed", "False");
    }

    public BackupBuilder option(String key, String value) {
        header.put(key, value);
        return this;
    }

    public BackupBuilder compressor(String filter, UnaryOperator<byte[]> compress) {
        compressor = compress;
        return option("compression-filter", filter);
    }

    /** The JDK's name of the HMAC that is used, whatever the header says. */
    public BackupBuilder mac(String algorithm) {
        mac = algorithm;
        return this;
    }

    public BackupBuilder rawHeader(String text) {
        rawHeader = Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public BackupBuilder rawCatalog(String xml) {
        rawCatalog = Optional.of(xml.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public BackupBuilder catalogTar(byte[] tar) {
        catalogTar = Optional.of(tar);
        return this;
    }

    /** From here on the parts can be edited. */
    public BackupBuilder seal() {
        byte[] headerBytes =
                rawHeader.orElseGet(
                        () -> {
                            StringBuilder lines = new StringBuilder();
                            header.forEach((key, value) -> lines.append(key + "=" + value + "\n"));
                            return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
                        });
        parts.add(
                isFormat("4")
                        ? new Part(
                                "backup-header",
                                headerBytes,
                                Optional.of(
                                        new String(
                                                ScryptSeal.encrypt(
                                                        headerBytes, "backup-header!" + passphrase),
                                                StandardCharsets.ISO_8859_1)))
                        : authentic("backup-header", headerBytes));
        byte[] xml = rawCatalog.orElseGet(() -> catalog().getBytes(StandardCharsets.UTF_8));
        archive(
                "qubes.xml",
                catalogTar.orElseGet(() -> new HostileTar().file("qubes.xml", xml).finished()));
        for (VmBuilder vm : vms) {
            vm.tars().forEach((archive, tar) -> archive(vm.folder() + "/" + archive, tar));
        }
        return this;
    }

    /** Adds an archive's chunks behind those that are there. */
    public BackupBuilder archive(String path, byte[] tar) {
        if (isFormat("2")) {
            List<byte[]> volumes = TarVolumes.of(tar, chunkSize);
            for (int number = 0; number < volumes.size(); number++) {
                parts.add(
                        authentic(
                                "%s.%03d".formatted(path, number),
                                stream(volumes.get(number), path.hashCode() + number)));
            }
            return this;
        }
        return stored(path, stream(tar, path.hashCode()));
    }

    /** Adds an archive's chunks as they are to be stored. */
    public BackupBuilder stored(String path, byte[] stream) {
        for (int number = 0; number == 0 || number * chunkSize < stream.length; number++) {
            int start = number * chunkSize;
            byte[] chunk =
                    Arrays.copyOfRange(stream, start, Math.min(stream.length, start + chunkSize));
            parts.add(authentic("%s.%03d".formatted(path, number), chunk));
        }
        return this;
    }

    private byte[] stream(byte[] tar, long salt) {
        boolean encrypted = header.get("encrypted").equals("True");
        UnaryOperator<byte[]> own = isFormat("2") && encrypted ? BackupBuilder::zlib : compressor;
        byte[] packed = header.get("compressed").equals("True") ? own.apply(tar) : tar;
        return encrypted && !isFormat("4") ? OpensslSeal.encrypt(packed, passphrase, salt) : packed;
    }

    private static byte[] zlib(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /**
     * @param bytes as an HMAC covers them, or what a scrypt file holds
     */
    public Part authentic(String name, byte[] bytes) {
        if (isFormat("4")) {
            String binding = header.get("backup-id") + "!" + name + "!";
            return new Part(
                    name + ".enc",
                    ScryptSeal.encrypt(bytes, binding + passphrase),
                    Optional.empty());
        }
        return new Part(name, bytes, Optional.of(OpensslSeal.hmacLine(bytes, passphrase, mac)));
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private String catalog() {
        StringBuilder xml = new StringBuilder("<QubesVmCollection updatevm=\"1\">\n");
        for (int i = 0; i < vms.size(); i++) {
            xml.append(vms.get(i).xml(5 + i));
        }
        return xml + "</QubesVmCollection>\n";
    }

    public List<Part> parts() {
        return parts;
    }

    public Part part(String name) {
        return parts.get(position(name));
    }

    /** The last chunk of an archive. */
    public Part lastOf(String archive) {
        return parts.stream()
                .filter(part -> part.name().startsWith(archive + "."))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private int position(String name) {
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    public BackupBuilder edit(String name, UnaryOperator<Part> edit) {
        parts.set(position(name), edit.apply(part(name)));
        return this;
    }

    /** Changes a chunk's bytes and makes the HMAC that they then need. */
    public BackupBuilder editAuthentic(String name, UnaryOperator<byte[]> edit) {
        return edit(name, part -> authentic(name, edit.apply(part.bytes().clone())));
    }

    public BackupBuilder flip(String name) {
        return edit(name, Part::flipped);
    }

    public BackupBuilder drop(String name) {
        parts.remove(position(name));
        return this;
    }

    public BackupBuilder dropHmac(String name) {
        return edit(name, Part::withoutHmac);
    }

    public BackupBuilder dropAll(String prefix) {
        parts.removeIf(part -> part.name().startsWith(prefix));
        return this;
    }

    public BackupBuilder rename(String from, String to) {
        return edit(from, part -> part.named(to));
    }

    /** Each gets the other's bytes and HMAC. */
    public BackupBuilder swap(String one, String other) {
        Part first = part(one);
        Part second = part(other);
        return edit(one, part -> second.named(one)).edit(other, part -> first.named(other));
    }

    /** Puts one part's bytes and HMAC in place of another's. */
    public BackupBuilder put(String from, String inPlaceOf) {
        Part moved = part(from);
        return edit(inPlaceOf, part -> moved.named(inPlaceOf));
    }

    public BackupBuilder add(Part part) {
        parts.add(part);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream backup = new ByteArrayOutputStream();
        parts.forEach(part -> backup.writeBytes(part.entries()));
        return backup.toByteArray();
    }

    /** Where a part's own tar header begins in {@link #bytes}. */
    public int offset(String name) {
        return parts.subList(0, position(name)).stream()
                .mapToInt(part -> part.entries().length)
                .sum();
    }

    /** Where a part's bytes begin in {@link #bytes}. */
    public int dataOffset(String name) {
        return offset(name) + 512;
    }

    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What a whole restore leaves, by path below the destination. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (VmBuilder vm : vms) {
            String folder = vm.folder().equals("dom0-home") ? "dom0-home" : vm.name();
            vm.files().forEach((path, content) -> files.put(folder + "/" + path, content));
        }
        return files;
    }

    /**
     * What belongs under a name below the destination. It may have a number behind its first
     * folder; where the list of VMs was lost, they are called as their folders are.
     */
    public Optional<byte[]> file(String name) {
        Map<String, byte[]> byName = files();
        for (VmBuilder vm : vms) {
            vm.files()
                    .forEach(
                            (path, content) ->
                                    byName.putIfAbsent(
                                            Path.of(vm.folder()).getFileName() + "/" + path,
                                            content));
        }
        return Optional.ofNullable(byName.get(name.replaceFirst(" \\(\\d+\\)/", "/")));
    }
}
