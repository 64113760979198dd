package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.lifeboat.testing.BackupBuilder.random;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.catalog.CatalogException;
import org.lifeboat.catalog.QubesXml;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TarHeaderBlock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A list of VMs that is none, or more than one. */
class CatalogTest {

    private static final String VMS =
            "<QubesVmCollection><QubesAppVm name=\"%s\" qid=\"5\" backup_content=\"True\""
                    + " backup_path=\"vm5\"/></QubesVmCollection>";

    @TempDir private Path folder;

    private final BackupBuilder backup = new BackupBuilder();

    CatalogTest() {
        backup.vm("vm5").file("private.img", random(1, 900));
    }

    private void isDamaged(String xml) {
        backup.rawCatalog(xml);
        isDamaged();
    }

    /** The VM is restored under its folder's name then. */
    private void isDamaged() {
        Restored.from(backup.seal(), folder)
                .isDamagedBut("vm5")
                .says("The list of VMs is damaged, so VMs are named after their folders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<",
                "<a/>",
                "<qubes/>",
                "<QubesVmCollection>",
                "<QubesVmCollection/><b/>",
                "<QubesVmCollection>&nothing;</QubesVmCollection>",
                "<QubesVmCollection><QubesAppVm name=\"&e;\"/></QubesVmCollection>",
                "<QubesVmCollection a=\"1\" a=\"2\"/>",
                "<?xml version=\"9.9\"?><QubesVmCollection/>",
                "\0",
                "<!DOCTYPE QubesVmCollection><QubesVmCollection/>"
            })
    void whatIsNoListLosesOnlyTheNames(String xml) {
        isDamaged(xml);
    }

    @Test
    void entitiesAreRefused() {
        isDamaged(
                "<!DOCTYPE q [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
                        + VMS.formatted("&c;&c;&c;"));
    }

    @Test
    void aFileIsNotReadThroughAnEntity() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "stolen");
        isDamaged(
                "<!DOCTYPE q [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri())
                        + VMS.formatted("&e;"));
        assertThat(Files.readString(folder.resolve("restored/lifeboat-report.json")))
                .doesNotContain("stolen");
    }

    @Test
    void nothingIsFetched() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            isDamaged(
                    "<!DOCTYPE q SYSTEM \"%s\" [<!ENTITY %% p SYSTEM \"%s\"> %%p;]>"
                                    .formatted(address, address)
                            + VMS.formatted("work"));
            server.setSoTimeout(1);
            assertThatCode(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void elementsWithoutEndAreRefused() {
        isDamaged("<QubesVmCollection>" + "<a>".repeat(1_000_000));
    }

    @Test
    void aListOfTwentyMegabytesIsRefused() {
        isDamaged("<QubesVmCollection>" + " ".repeat(20 << 20) + "</QubesVmCollection>");
    }

    @Test
    void tenThousandVmsAndMoreAreNoDamage() {
        StringBuilder others = new StringBuilder();
        for (int qid = 100; qid < 12_100; qid++) {
            others.append("<QubesAppVm name=\"vm-%d\" qid=\"%d\"/>".formatted(qid, qid));
        }
        backup.rawCatalog(
                VMS.formatted("vm5")
                        .replace("<QubesVmCollection>", "<QubesVmCollection>" + others));
        Restored.from(backup.seal(), folder).isComplete();
    }

    @Test
    void tenThousandVmsThatAreNotThereAreMissing() {
        StringBuilder others = new StringBuilder();
        for (int qid = 100; qid < 10_100; qid++) {
            others.append(
                    ("<QubesAppVm name=\"vm-%d\" qid=\"%d\" backup_content=\"True\""
                                    + " backup_path=\"vm%d\"/>")
                            .formatted(qid, qid, qid));
        }
        backup.rawCatalog(
                VMS.formatted("vm5")
                        .replace("<QubesVmCollection>", "<QubesVmCollection>" + others));
        Restored restored = Restored.from(backup.seal(), folder).isDamagedBut("vm5");
        assertThat(restored.verdict("vm-10099")).isEqualTo("missing");
    }

    /** The list is damaged then; it is not the compressor that this version does not know. */
    @ParameterizedTest
    @CsvSource({
        "2, True, True", "2, True, False", "2, False, True", "2, False, False",
        "3, True, True", "3, True, False", "3, False, True", "3, False, False",
        "4, True, True", "4, True, False"
    })
    void aForeignPartInPlaceOfTheListLosesOnlyTheNames(
            int format, String encrypted, String compressed) {
        String suffix = format == 4 ? ".enc" : "";
        for (String part : List.of("vm5/private.img.000", "vm5/private.img.001")) {
            BackupBuilder other = new BackupBuilder();
            if (format == 4) {
                other.format4();
            } else if (format == 2) {
                other.format2();
            }
            other.option("encrypted", encrypted).option("compressed", compressed);
            other.vm("vm5").file("private.img", random(1, 50_000));
            other.seal().put(part + suffix, "qubes.xml.000" + suffix);
            Path here = folder.resolve(part.replace('/', '-'));
            assertThat(here.toFile().mkdir()).isTrue();
            Restored.from(other, here)
                    .isDamagedBut("vm5")
                    .says("The list of VMs is damaged, so VMs are named after their folders");
        }
    }

    @Test
    void aListThatIsALinkIsRefused() {
        backup.catalogTar(new HostileTar().symbolicLink("qubes.xml", "/etc/passwd").finished());
        isDamaged();
    }

    @Test
    void aListInAFolderIsRefused() {
        byte[] xml = VMS.formatted("work").getBytes(UTF_8);
        backup.catalogTar(new HostileTar().file("qubes.xml/qubes.xml", xml).finished());
        isDamaged();
    }

    /** Each within the limit, and all of them more than there is memory. */
    @Test
    void aListOfManyFilesIsRefused() {
        byte[] zeros = new byte[15 << 20];
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        byte[] packed = BackupBuilder.gzip(zeros);
        for (int i = 0; i < 70; i++) {
            TarHeaderBlock header = new TarHeaderBlock("qubes.xml/" + i, '0', zeros.length);
            bomb.writeBytes(BackupBuilder.gzip(new HostileTar().header(header).unfinished()));
            bomb.writeBytes(packed);
        }
        backup.plain().seal().dropAll("qubes.xml");
        backup.stored("qubes.xml", bomb.toByteArray());
        Restored.from(backup, folder).isDamagedBut("vm5").says("The list of VMs is damaged");
    }

    /** Eight GiB of zeros, as a gzip stream of many members. */
    @Test
    void aListOfManyGibibytesIsRefusedAtOnce() {
        byte[] zeros = BackupBuilder.gzip(new byte[32 << 20]);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        TarHeaderBlock header = new TarHeaderBlock("qubes.xml", '0', 8L << 30);
        bomb.writeBytes(BackupBuilder.gzip(new HostileTar().header(header).unfinished()));
        for (int i = 0; i < 256; i++) {
            bomb.writeBytes(zeros);
        }
        backup.plain().seal().dropAll("qubes.xml").stored("qubes.xml", bomb.toByteArray());
        Restored.from(backup, folder).isDamagedBut("vm5").says("The list of VMs is damaged");
    }

    @Test
    void aFileLargerThanTheFreeSpaceIsNotBegun() {
        TarHeaderBlock header = new TarHeaderBlock("vm5/firewall.xml", '0', 1L << 50);
        byte[] bomb = BackupBuilder.gzip(new HostileTar().header(header).unfinished());
        backup.plain().seal().stored("vm5/firewall.xml", bomb);
        Restored restored = Restored.from(backup, folder);
        assertThat(restored.exitCode()).isEqualTo(5);
        assertThat(restored.err()).contains("There is not enough space", "are needed", "are free");
        assertThat(restored.destination()).doesNotExist();
    }

    @Test
    void aSecondMemberLargerThanTheFreeSpaceIsNotBegun() {
        HostileTar tar = new HostileTar().folder("dom0-home/user");
        tar.header(new TarHeaderBlock("dom0-home/user/large", '0', 1L << 50));
        backup.plain().seal();
        backup.stored("dom0-home/user", BackupBuilder.gzip(tar.unfinished()));
        Restored.from(backup, folder)
                .isDamagedBut("vm5")
                .says("The drive is full: “dom0-home/user/large” could not be written");
    }

    @Test
    void noDamageToAListIsMoreThanADamagedList() {
        byte[] list = VMS.formatted("work").repeat(3).getBytes(UTF_8);
        Random random = new Random(1);
        for (int run = 0; run < 3_000; run++) {
            byte[] damaged = list.clone();
            for (int edit = random.nextInt(6); edit >= 0; edit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(QubesXml.parse(damaged)).isNotNull();
            } catch (CatalogException damage) {
                assertThat(damage).hasMessageNotContaining("Exception");
            }
        }
    }
}
