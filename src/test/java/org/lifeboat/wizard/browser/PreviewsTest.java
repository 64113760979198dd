package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.disk.ext4.EditedDisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

class PreviewsTest extends DiskFilesTest {

    private Preview look(String path) {
        return Previews.of(fileSystem(), entry(path));
    }

    @Test
    void textIsShown() {
        assertThat(look("home/user/your_data.txt"))
                .isEqualTo(new Preview.Text(DiskImages.TEXT + "\n", false));
    }

    @ParameterizedTest
    @CsvSource({
        "empty, empty",
        "home, A folder",
        "short-link, A link to “tiny”",
        "pipe, a device",
        "holes, no preview",
    })
    void whatCannotBeShownIsSaidInWords(String path, String words) {
        assertThat(look(path)).isInstanceOf(Preview.Words.class).asString().contains(words);
    }

    @Test
    void damageIsSaidInWords() throws IOException {
        EditedDisk edited = new EditedDisk("ext3-4k");
        edited.u32(edited.map("home/user/your_data.txt"), 0x7fffffff);
        open(edited.bytes());
        assertThat(look("home/user/your_data.txt"))
                .isInstanceOf(Preview.Words.class)
                .asString()
                .contains("leads outside the file system");
    }

    @Test
    void onlyTheBeginningOfALongTextIsShown() {
        byte[] text = "ü".repeat(40_000).getBytes(StandardCharsets.UTF_8);
        assertThat(PlainText.of(Arrays.copyOf(text, 65_535), true)).contains("ü".repeat(32_767));
        assertThat(PlainText.of(Arrays.copyOf(text, 3), false)).isPresent();
    }

    @Test
    void oldAndOtherWaysOfWritingAreText() {
        assertThat(PlainText.of("été".getBytes(StandardCharsets.ISO_8859_1), false))
                .contains("été");
        assertThat(PlainText.of("\ufeffété".getBytes(StandardCharsets.UTF_16LE), false))
                .contains("été");
        assertThat(PlainText.of("\ufeffété".getBytes(StandardCharsets.UTF_16BE), false))
                .contains("été");
        assertThat(PlainText.of("a\r\nb".getBytes(StandardCharsets.UTF_8), false)).contains("a\nb");
    }

    @Test
    void otherBytesAreNoText() {
        assertThat(PlainText.of(new byte[100], false)).isEmpty();
        assertThat(PlainText.of(new byte[] {1, 2, 3, 4, 5}, false)).isEmpty();
    }

    @Test
    void whatAPictureClaimsIsKnownBeforeItIsDecoded() {
        byte[] png = new byte[33];
        byte[] start = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        System.arraycopy(start, 0, png, 0, start.length);
        png[16] = 0x7f;
        png[23] = 1;
        assertThat(PictureStart.isPicture(png)).isTrue();
        assertThat(PictureStart.size(png)).contains(new PictureStart.Size(0x7f000000, 1));
        png[16] = -1;
        assertThat(PictureStart.size(png)).isEmpty();
        assertThat(PictureStart.size(Arrays.copyOf(png, 12))).isEmpty();
        byte[] jpeg = {
            -1, (byte) 0xd8, -1, (byte) 0xe0, 0, 2, -1, (byte) 0xc0, 0, 9, 8, 0, 5, 0, 7
        };
        assertThat(PictureStart.size(jpeg)).contains(new PictureStart.Size(7, 5));
        assertThat(PictureStart.size(Arrays.copyOf(jpeg, 9))).isEmpty();
    }

    @Test
    void ofAnAnimationOnlyTheFirstPictureIsDecoded() {
        byte[] picture = {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0};
        byte[] gif = new byte[13 + 2 * picture.length + 1];
        System.arraycopy("GIF89a".getBytes(StandardCharsets.US_ASCII), 0, gif, 0, 6);
        gif[6] = 1;
        gif[8] = 1;
        System.arraycopy(picture, 0, gif, 13, picture.length);
        System.arraycopy(picture, 0, gif, 13 + picture.length, picture.length);
        assertThat(PictureStart.size(gif)).isEqualTo(Optional.of(new PictureStart.Size(1, 1)));
        byte[] first = PictureStart.firstPicture(gif);
        assertThat(first).hasSize(13 + picture.length + 1).endsWith(0, 0x3b);
    }
}
