package org.lifeboat.hostile;

import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.RealBackup;

/** The same drives, with a backup of format 2 that the real tools wrote. */
class Format2ReadingTest extends ReadingTest {

    @Override
    BackupBuilder backup() {
        return RealBackup.of("format2/r2-encrypted-compressed", folder);
    }

    @Override
    String chunk() {
        return "vm5/private.img.001";
    }
}
