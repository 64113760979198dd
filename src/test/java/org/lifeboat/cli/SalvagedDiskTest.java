package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.copy.DiskSurvey;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.watch.Cancellation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a disk whose backup was damaged, on the command line and in the survey. */
class SalvagedDiskTest {

    private static final String LOST = "home/user/Documents/numbers";
    private static final String DOUBTFUL = "home/user/your_data.txt";

    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path image;
    private EditedDisk disk;

    @BeforeEach
    void damageADisk() throws IOException {
        disk = new EditedDisk("ext4-1k");
        DamageMap map = new DamageMap(disk.bytes().length);
        map.mark(0, map.size(), Trust.AUTHENTIC);
        map.mark(data(LOST), 1024, Trust.LOST);
        map.mark(data(DOUBTFUL), 1024, Trust.DOUBTFUL);
        image = folder.resolve("private.img.incomplete");
        Files.write(image, disk.bytes());
        try (Writer out = Files.newBufferedWriter(folder.resolve("private.img.incomplete.map"))) {
            MapFile.write(map, out);
        }
    }

    private long data(String path) throws IOException {
        Ext4 whole = disk.open();
        return whole.firstBlock(whole.find(path).orElseThrow().inode()).orElseThrow();
    }

    private int run(String... args) {
        return Cli.run(args, new Streams(new PrintStream(out), new PrintStream(err), false));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileThatLostSomethingIsCopiedAsIncompleteWithAHole() throws IOException {
        Path to = folder.resolve("to");
        assertThat(run("copy", image.toString(), "home", "--to", to.toString())).isEqualTo(1);
        Path documents = to.resolve("home/user/Documents");
        assertThat(documents.resolve("numbers")).doesNotExist();
        byte[] copied = Files.readAllBytes(documents.resolve("numbers.incomplete"));
        assertThat(copied).hasSize((int) disk.entry(LOST).size());
        assertThat(copied).startsWith(new byte[1024]);
        assertThat(new String(copied, StandardCharsets.UTF_8)).endsWith("\n1499\n1500\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("numbers", "damage");
    }

    @Test
    void aDoubtfulFileIsCopiedUnderANameThatSaysSo() {
        Path to = folder.resolve("to");
        assertThat(run("copy", image.toString(), "home", "--to", to.toString())).isEqualTo(1);
        assertThat(to.resolve("home/user/your_data.txt")).doesNotExist();
        assertThat(to.resolve("home/user/your_data.txt.doubtful"))
                .hasContent("This data has been successfully recovered!\n");
    }

    @Test
    void noNameIsSaidToBeTakenWhereDamageIsTheReasonForAnother() throws IOException {
        Path to = Files.createDirectory(folder.resolve("to"));
        assertThat(run("copy", image.toString(), LOST, DOUBTFUL, "--to", to.toString()))
                .isEqualTo(1);
        assertThat(to.toFile().list())
                .containsExactlyInAnyOrder("numbers.incomplete", "your_data.txt.doubtful");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("numbers")
                .doesNotContain("was copied as");
    }

    @Test
    void aNumberStandsBeforeTheEndingThatTellsOfDamage() throws IOException {
        Path to = Files.createDirectory(folder.resolve("to"));
        for (int i = 0; i < 2; i++) {
            run("copy", image.toString(), LOST, DOUBTFUL, "--to", to.toString());
        }
        assertThat(to.toFile().list())
                .containsExactlyInAnyOrder(
                        "numbers.incomplete",
                        "numbers (2).incomplete",
                        "your_data.txt.doubtful",
                        "your_data (2).txt.doubtful");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("“your_data.txt” was copied as “your_data (2).txt.doubtful”.");
    }

    @Test
    void whatLostNothingHasItsName() {
        Path to = folder.resolve("to");
        assertThat(run("copy", image.toString(), "tiny", "--to", to.toString())).isZero();
        assertThat(to.resolve("tiny")).hasContent("tiny");
    }

    @Test
    void eachFileIsListedWithItsState() {
        assertThat(run("files", image.toString(), "home/user")).isEqualTo(1);
        assertThat(said()).contains("your_data.txt  (doubtful)");
        out.reset();
        assertThat(run("files", image.toString(), "home/user/Documents", "--json")).isEqualTo(1);
        assertThat(said().replace(" ", "")).contains("\"state\":\"damaged\"");
    }

    @Test
    void anImageWithoutItsMapIsDoubtfulAsAWhole() throws IOException {
        Files.delete(folder.resolve("private.img.incomplete.map"));
        assertThat(run("files", image.toString(), "one/two/three")).isEqualTo(1);
        assertThat(said()).contains("file  (doubtful)");
    }

    @Test
    void aMapOfAnotherImageIsRefused() throws IOException {
        Files.writeString(folder.resolve("private.img.incomplete.map"), "0 + 1\n0 99999999999 +\n");
        assertThat(run("files", image.toString())).isEqualTo(ExitCode.UNREADABLE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("map");
    }

    @Test
    void aSurveyCountsWhatIsWholeAndNamesTheRest() throws IOException {
        try (ImageFile opened = ImageFile.open(image)) {
            DiskSurvey survey = DiskSurvey.of(Ext4.open(opened), new Cancellation());
            assertThat(survey.doubtful()).isEqualTo(1);
            assertThat(survey.damaged()).isEqualTo(1);
            assertThat(survey.whole()).isGreaterThan(130);
            assertThat(survey.list())
                    .containsExactlyInAnyOrder(
                            new DiskSurvey.Item(LOST, FileState.DAMAGED),
                            new DiskSurvey.Item(DOUBTFUL, FileState.DOUBTFUL));
        }
    }
}
