package org.lifeboat.content;

import org.lifeboat.local.Permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * What a member has besides its name and content, given to it as far as the drive knows such.
 *
 * @param mode permission bits, of which only the last nine are ever given to a file
 * @param modified seconds since 1970
 */
record MemberAttributes(int mode, long modified) {

    static MemberAttributes of(TarMember member) {
        return new MemberAttributes(member.mode(), member.modified());
    }

    void applyPermissions(Path path) {
        try {
            Permissions.set(path, mode);
        } catch (IOException notOnThisDrive) {
            // Its content is what counts, and only its owner may read it.
        }
    }

    /** To a link itself, not to what it points to. */
    void applyTime(Path path) {
        try {
            FileTime time = FileTime.from(modified, TimeUnit.SECONDS);
            BasicFileAttributeView view =
                    Files.getFileAttributeView(
                            path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setTimes(time, null, null);
        } catch (IOException | IllegalArgumentException notOnThisDrive) {
            // Likewise; not every drive has every time.
        }
    }
}
